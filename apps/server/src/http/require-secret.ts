import { createHash, timingSafeEqual } from 'node:crypto'
import { KansokuError } from '@kansoku/contracts'

/** Lets in who knows the secret that gateways share with this server. */
export function requireSecret(secret: string | undefined, authorization: string | undefined): void {
  if (secret === undefined) {
    throw new KansokuError('access_denied', 'This server has no KANSOKU_INTERNAL_SECRET', {
      remedy: 'Set the same KANSOKU_INTERNAL_SECRET for server and gateway.',
    })
  }
  if (!authorization) throw new KansokuError('no_authorization_header')
  if (!timingSafeEqual(digest(authorization), digest(`Bearer ${secret}`))) {
    throw new KansokuError('invalid_credentials', 'The shared secret is not the one of this server', {
      remedy: 'Set the same KANSOKU_INTERNAL_SECRET for server and gateway.',
    })
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
