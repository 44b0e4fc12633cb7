import type { GatewayKey } from '@kansoku/contracts'
import { expect, test } from 'vitest'
import { allowedModel, mayUse } from './model-access.ts'

const models = { accessGroupsOf: (name: string) => (name === 'new-model' ? ['beta'] : []) }

function callerWith(allowed: readonly string[], modelAliases: Readonly<Record<string, string>> = {}) {
  const key = { models: allowed, modelAliases } as unknown as GatewayKey
  return { keyHash: 'hash', userId: null, key }
}

test.each([
  [[], 'anything', true],
  [['a'], 'a', true],
  [['a'], 'b', false],
  [['openai/*'], 'openai/x', true],
  [['all-proxy-models'], 'b', true],
  [['beta'], 'new-model', true],
  [['beta'], 'b', false],
])('a key for %j may use %s: %s', (allowed, model, expected) => {
  expect(mayUse(callerWith(allowed), model, models)).toBe(expected)
})

test('an alias of the key and fallbacks of the request are held to the same', () => {
  const fallbacks = { general: [{ model: 'b' }] }
  expect(
    allowedModel(callerWith(['fast'], { fast: 'new-model' }), { model: 'fast', fallbacks: {} }, models),
  ).toBe('new-model')
  expect(allowedModel(callerWith(['a', 'b']), { model: 'a', fallbacks }, models)).toBe('a')
  expect(() => allowedModel(callerWith(['a']), { model: 'a', fallbacks }, models)).toThrow(
    /Tried to access b/,
  )
})
