import type { GatewayKey } from '@kansoku/contracts/gateway'
import type { CallRules } from '@kansoku/routing'
import { expect, test } from 'vitest'
import type { Caller } from '../authentication.ts'
import { checkCallRules } from './call-rules.ts'

const check = (rules: CallRules, caller: Caller, body: object, headers: object = {}) =>
  checkCallRules(rules, caller, body as Record<string, unknown>, headers as Record<string, unknown>)
const rules = { required: [], refuseTags: false }
const admin = { keyHash: 'hash', userId: 'default_user_id', key: undefined }
const withKey = (metadata: object) => ({ ...admin, key: { metadata } as unknown as GatewayKey })

test('what every call must give is demanded by its path', () => {
  const demanding = { ...rules, required: ['user', 'metadata.generation_name'] }
  const whole = { user: 'u', metadata: { generation_name: 'g' } }
  expect(() => check(demanding, admin, whole)).not.toThrow()
  expect(() => check(demanding, admin, { ...whole, user: '' })).toThrow(/^user is missing/)
  expect(() => check(demanding, admin, { user: 'u', metadata: {} })).toThrow(/^metadata\.generation_name/)
  expect(() => check(demanding, admin, { user: 'u' })).toThrow(/^metadata\.generation_name/)
})

test('a key may demand more', () => {
  const caller = withKey({ enforced_params: ['user'] })
  expect(() => check(rules, caller, {})).toThrow(/^user is missing/)
  expect(() => check(rules, caller, { user: 'u' })).not.toThrow()
})

test('tags are refused where only those of keys count', () => {
  const strict = { ...rules, refuseTags: true }
  expect(() => check(strict, admin, { metadata: { other: 1 } })).not.toThrow()
  expect(() => check(strict, admin, { metadata: { tags: ['a'] } })).toThrow(/tags may not be given/)
  expect(() => check(strict, admin, { litellm_metadata: { tags: ['a'] } })).toThrow(/tags may not be given/)
  expect(() => check(strict, admin, { tags: ['a'] })).toThrow(/tags may not be given/)
  for (const name of ['x-litellm-tags', 'langfuse_tags', 'langfuse-tags'])
    expect(() => check(strict, admin, {}, { [name]: 'a' })).toThrow(/tags may not be given/)
  expect(() => check(rules, admin, { tags: ['a'] })).not.toThrow()
})
