import { hash } from 'node:crypto'
import type { GatewayKey } from '@kansoku/contracts/gateway'
import { expect, test } from 'vitest'
import { noHolders } from '../control/holder-index.ts'
import { createAuthentication } from './authentication.ts'
import type { Exchange } from './exchange.ts'

const key: GatewayKey = {
  hash: hash('sha256', 'sk-virtual', 'hex'),
  alias: null,
  projectId: null,
  teamId: null,
  userId: 'alice',
  models: [],
  modelAliases: {},
  metadata: {},
  limits: {},
  blocked: false,
  expiresAt: null,
}
const asking = (value: string) => ({ request: { headers: { 'x-api-key': value } } }) as unknown as Exchange
const authentication = (known: boolean) =>
  createAuthentication({
    masterKey: 'sk-master',
    ownHeader: undefined,
    control: {
      findKey: (wanted) => (wanted === key.hash ? key : undefined),
      knowsKeys: () => known,
      holders: () => noHolders,
    },
  })

test('a virtual key names its user, the master key has none of its own', () => {
  const authenticate = authentication(true)
  expect(authenticate(asking('sk-virtual'))).toEqual({ keyHash: key.hash, userId: 'alice', key })
  expect(authenticate(asking('sk-master'))).toMatchObject({ userId: 'default_user_id', key: undefined })
})

test('while the word of the server is too old no virtual key is good or bad, and the master key works', () => {
  const authenticate = authentication(false)
  for (const asked of ['sk-virtual', 'sk-unknown']) {
    expect(() => authenticate(asking(asked))).toThrow(
      expect.objectContaining({ status: 503, retryAfterSeconds: 1 }),
    )
  }
  expect(() => authenticate(asking('no-key-at-all'))).toThrow(expect.objectContaining({ status: 401 }))
  expect(authenticate(asking('sk-master'))).toMatchObject({ userId: 'default_user_id' })
})

test('a key that was good a moment ago is refused once it is blocked, has expired or is gone', () => {
  let current: GatewayKey | undefined = key
  const authenticate = createAuthentication({
    masterKey: 'sk-master',
    ownHeader: undefined,
    control: { findKey: () => current, knowsKeys: () => true, holders: () => noHolders },
  })
  const refused = (type: string) => expect.objectContaining({ status: 401, type })
  expect(authenticate(asking('sk-virtual'))).toMatchObject({ keyHash: key.hash })
  current = { ...key, blocked: true }
  expect(() => authenticate(asking('sk-virtual'))).toThrow(refused('auth_error'))
  current = { ...key, expiresAt: '2020-01-01T00:00:00.000Z' }
  expect(() => authenticate(asking('sk-virtual'))).toThrow(refused('expired_key'))
  current = undefined
  expect(() => authenticate(asking('sk-virtual'))).toThrow(refused('token_not_found_in_db'))
})
