import { hash, timingSafeEqual } from 'node:crypto'
import type { GatewayHolder, GatewayKey, GatewayMember } from '@kansoku/contracts/gateway'
import type { ControlPlane } from '../control/control-plane.ts'
import { type Exchange, header } from './exchange.ts'
import { HttpError } from './http-error.ts'

/** Who calls. */
export interface Caller {
  /** SHA-256 of the key, hex. */
  readonly keyHash: string
  /** With the master key LiteLLM's `default_user_id`. */
  readonly userId: string | null
  /** Undefined for the master key, which may do everything. */
  readonly key: GatewayKey | undefined
  readonly team?: GatewayHolder | undefined
  /** That of the team. */
  readonly organization?: GatewayHolder | undefined
  readonly user?: GatewayHolder | undefined
  /** The user's own share of what the team has. */
  readonly member?: GatewayMember | undefined
}

/** `further`: a key that stands elsewhere than in a header. */
export type Authenticate = (exchange: Exchange, further?: string) => Caller

const keyHeaders = [
  'x-litellm-api-key',
  'authorization',
  'x-api-key',
  'api-key',
  'x-goog-api-key',
  'ocp-apim-subscription-key',
]

interface AuthenticationOptions {
  readonly masterKey: string
  /** A header that the config file names. */
  readonly ownHeader: string | undefined
  /** Knows virtual keys. */
  readonly control: Pick<ControlPlane, 'findKey' | 'knowsKeys' | 'holders'> | undefined
}

/** Bad keys are not remembered: whoever tries many of them fills no memory. Nor are good ones for long, as they are secret. */
const mostHashes = 10_000
const rememberedMs = 60_000

/**
 * Accepts the master key and virtual keys in any header that a client may carry them in, with or without "Bearer". A
 * key costs one hash and one look in a map, whether it is good or not; one that was good is not hashed again.
 * @throws {HttpError} 401 in LiteLLM's words; 503 while it cannot be known whether a key is good
 */
export function createAuthentication({ masterKey, ownHeader, control }: AuthenticationOptions): Authenticate {
  const admin: Caller = {
    keyHash: digest(masterKey).toString('hex'),
    userId: 'default_user_id',
    key: undefined,
  }
  const names = ownHeader === undefined ? keyHeaders : [ownHeader, ...keyHeaders]
  const hashes = new Map<string, string>()
  let forgetAt = 0
  const identify = (key: string): Caller | undefined => {
    const now = performance.now()
    if (now >= forgetAt) {
      hashes.clear()
      forgetAt = now + rememberedMs
    }
    const known = hashes.get(key)
    const hash = known ?? digest(key).toString('hex')
    // Of hashes: how long it takes to compare them tells nothing of the key.
    const isMaster = hash === admin.keyHash
    const virtual = isMaster ? undefined : control?.findKey(hash)
    if (!isMaster && !virtual) return undefined
    if (known === undefined) {
      if (hashes.size >= mostHashes) hashes.clear()
      hashes.set(key, hash)
    }
    return control && virtual ? admit(virtual, control) : admin
  }
  return (exchange, further) => {
    let first: string | undefined
    for (const name of names) {
      const key = readKey(exchange, name)
      if (key === undefined) continue
      const caller = identify(key)
      if (caller) return caller
      first ??= key
    }
    if (further) {
      const caller = identify(further)
      if (caller) return caller
      first ??= further
    }
    if (first?.startsWith('sk-') && control && !control.knowsKeys()) throw keysUnknown()
    throw refuse(first)
  }
}

/** Whether a header's value is a key of this gateway, whoever's and however good, in any form that keys are read in. */
export type IsOwnKey = (value: string) => boolean

export function createOwnKeyCheck({
  masterKey,
  control,
}: Pick<AuthenticationOptions, 'masterKey' | 'control'>): IsOwnKey {
  const expected = digest(masterKey)
  return (value) => {
    const key = keyIn(value)
    if (key === undefined) return false
    const found = digest(key)
    return timingSafeEqual(found, expected) || control?.findKey(found.toString('hex')) !== undefined
  }
}

function admit(key: GatewayKey, control: NonNullable<AuthenticationOptions['control']>): Caller {
  if (!control.knowsKeys()) throw keysUnknown()
  if (key.blocked) throw blocked('Key', '/key/unblock')
  if (key.expiresAt !== null && Date.parse(key.expiresAt) <= Date.now()) {
    throw new HttpError(
      401,
      'expired_key',
      `Authentication Error - Expired Key. Key Expiry time ${key.expiresAt} and current time ${new Date().toISOString()}`,
    )
  }
  const { teamId, userId } = key
  if (teamId === null && userId === null) return { keyHash: key.hash, userId, key }
  const holders = control.holders()
  const team = holders.find('team', teamId)
  const user = holders.find('user', userId)
  const organization = holders.find('organization', team?.organizationId)
  if (team?.blocked) throw blocked(`Team=${team.id}`, '/team/unblock')
  if (user?.blocked) throw blocked(`User=${user.id}`, '/user/update')
  if (organization?.blocked) throw blocked(`Organization=${organization.id}`, '/organization/update')
  const member = team && userId !== null ? holders.findMember(team.id, userId) : undefined
  return { keyHash: key.hash, userId, key, team, organization, user, member }
}

function blocked(who: string, route: string): HttpError {
  return new HttpError(401, 'auth_error', `${who} is blocked. Update via \`${route}\` if you're admin.`)
}

function keysUnknown(): HttpError {
  return new HttpError(
    503,
    'no_db_connection',
    'The gateway has not heard from its server for too long to know virtual keys. Try again later.',
    { retryAfterSeconds: 1 },
  )
}

/** Who signs as AWS does names the key as that of an access to AWS, where LiteLLM reads it, too. */
const signed = /^AWS4-HMAC-SHA256 +Credential=([^/,]{1,200})\//

function readKey(exchange: Exchange, name: string): string | undefined {
  const given = header(exchange, name)
  return given === undefined ? undefined : keyIn(given)
}

function keyIn(value: string): string | undefined {
  const key = (signed.exec(value)?.[1] ?? value).replace(/^Bearer\s+/i, '').trim()
  return key === '' ? undefined : key
}

function digest(key: string): Buffer {
  return hash('sha256', key, 'buffer')
}

function refuse(key: string | undefined): HttpError {
  if (key === undefined)
    return new HttpError(401, 'auth_error', 'Authentication Error, No api key passed in.')
  if (!key.startsWith('sk-')) {
    return new HttpError(
      401,
      'auth_error',
      `Authentication Error, LiteLLM Virtual Key expected. Received=${mask(key)}, expected to start with 'sk-'.`,
    )
  }
  return new HttpError(
    401,
    'token_not_found_in_db',
    `Authentication Error, Invalid proxy server token passed. Received API Key = ${mask(key)}, not found in db. ` +
      'Create key via `/key/generate` call.',
  )
}

function mask(key: string): string {
  return key.length <= 8 ? '****' : `${key.slice(0, 3)}...${key.slice(-4)}`
}
