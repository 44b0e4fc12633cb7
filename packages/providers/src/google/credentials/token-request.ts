import { sign } from 'node:crypto'
import { tokenRequest } from '../../http/token-source.ts'
import type { HttpRequest } from '../../spec/adapter.ts'
import { type Env, textEnv } from '../../spec/settings.ts'
import type { GoogleCredentials } from './read.ts'

const SCOPE = 'https://www.googleapis.com/auth/cloud-platform'
const TOKEN_URI = 'https://oauth2.googleapis.com/token'
const LIFE_SECONDS = 3600
const METADATA_HOST = 'metadata.google.internal'

/** The request that turns credentials into a token. Throws an `Error` for a kind that is not known. */
export function toTokenRequest(credentials: GoogleCredentials, now: number): HttpRequest {
  const { type, client_id, client_secret, refresh_token, token_uri: uri = TOKEN_URI } = credentials
  if (type === 'service_account') {
    const grant_type = 'urn:ietf:params:oauth:grant-type:jwt-bearer'
    return tokenRequest(uri, { grant_type, assertion: signAssertion(credentials, uri, now) })
  }
  if (type === 'authorized_user' && client_id && client_secret && refresh_token) {
    return tokenRequest(uri, { grant_type: 'refresh_token', client_id, client_secret, refresh_token })
  }
  throw new Error(`credentials of type "${type}" are not known; use a service account or gcloud's own login`)
}

/** On Google's machines the machine itself is an account. */
export function metadataRequest(env: Env): HttpRequest {
  const host = textEnv(env, 'GCE_METADATA_HOST') ?? METADATA_HOST
  return {
    method: 'GET',
    url: `http://${host}/computeMetadata/v1/instance/service-accounts/default/token`,
    headers: { 'metadata-flavor': 'Google' },
  }
}

/** A JWT by which a service account asks for a token. */
function signAssertion(credentials: GoogleCredentials, audience: string, now: number): string {
  const { client_email: issuer, private_key: key, private_key_id: keyId } = credentials
  if (!issuer || !key) throw new Error('the service account has no client_email or no private_key')
  const issued = Math.floor(now / 1000)
  const header = { alg: 'RS256', typ: 'JWT', ...(keyId ? { kid: keyId } : {}) }
  const claims = { iss: issuer, scope: SCOPE, aud: audience, iat: issued, exp: issued + LIFE_SECONDS }
  const signed = `${encode(header)}.${encode(claims)}`
  const signature = sign('RSA-SHA256', Buffer.from(signed), key.replaceAll('\\n', '\n'))
  return `${signed}.${signature.toString('base64url')}`
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
