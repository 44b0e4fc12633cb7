import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { KansokuError } from '@kansoku/contracts'
import type { PlatformContext } from '../context.ts'

type Keys = Pick<PlatformContext, 'encryptionKey'>

const algorithm = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16

/**
 * Encrypts a value so that only this installation reads it: nonce, tag and text of AES-256-GCM, base64.
 * @throws {KansokuError} `invalid_request` without an encryption key
 */
export function sealJson(value: unknown, keys: Keys): string {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv(algorithm, keyOf(keys), nonce)
  const text = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64')
}

/** Undefined for what was encrypted with another key. */
export function openSealedJson(sealed: string, keys: Keys): unknown {
  const bytes = Buffer.from(sealed, 'base64')
  try {
    const decipher = createDecipheriv(algorithm, keyOf(keys), bytes.subarray(0, nonceBytes))
    decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
    const text = Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()])
    return JSON.parse(text.toString('utf8'))
  } catch {
    return undefined
  }
}

function keyOf({ encryptionKey }: Keys): Buffer {
  if (encryptionKey !== undefined) return Buffer.from(encryptionKey, 'hex')
  throw new KansokuError(
    'invalid_request',
    'Credentials cannot be kept without ENCRYPTION_KEY. Set it for the server to 64 hexadecimal digits (openssl rand -hex 32).',
  )
}
