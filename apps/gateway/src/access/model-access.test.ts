import type { GatewayKey } from '@kansoku/contracts/gateway'
import { expect, test } from 'vitest'
import { allowedModels, mayUse } from './model-access.ts'

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
  const withAlias = callerWith(['fast'], { fast: 'new-model' })
  expect(allowedModels(withAlias, { model: 'fast', fallbacks: {} }, models).model).toBe('new-model')
  expect(allowedModels(callerWith(['a', 'b']), { model: 'a', fallbacks }, models).model).toBe('a')
  expect(() => allowedModels(callerWith(['a']), { model: 'a', fallbacks }, models)).toThrow(
    /Tried to access b/,
  )
})

test.each(['general', 'contextWindow', 'contentPolicy'] as const)(
  'a fallback of the kind %s is what its name stands for, and not the group that has the same name',
  (kind) => {
    const caller = callerWith(['a'], { b: 'a' })
    const wish = { model: 'a', fallbacks: { [kind]: [{ model: 'b', rest: 1 }] } }
    expect(allowedModels(caller, wish, models).fallbacks).toEqual({ [kind]: [{ model: 'a', rest: 1 }] })
  },
)
