import type { GatewayKey, GatewayLimits } from '@kansoku/contracts/gateway'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { noHolders } from '../control/holder-index.ts'
import type { Caller } from '../http/authentication.ts'
import type { SoftBudget } from './budgets.ts'
import { scopesOf } from './limit-scope.ts'
import { createLimiter } from './limiter.ts'

const noon = Date.parse('2026-11-27T12:00:00.000Z')
let now = noon
/** What the server says was spent. */
let told: { since: number; amount: number; resetAt?: number } | undefined
let warned: SoftBudget[] = []
const callerWith = (limits: GatewayLimits, more: Partial<GatewayKey> = {}): Caller => ({
  keyHash: 'h',
  userId: null,
  key: {
    hash: 'h',
    alias: 'laptop',
    projectId: null,
    teamId: null,
    userId: null,
    models: [],
    modelAliases: {},
    metadata: {},
    limits,
    blocked: false,
    expiresAt: null,
    ...more,
  },
})

function openLimiter() {
  now = noon
  told = undefined
  warned = []
  const limiter = createLimiter({
    now: () => now,
    spentOn: (account) => (told ? { account, ...told } : undefined),
    onSoftBudget: (budget) => warned.push(budget),
  })
  return (caller: Caller, estimate = 0, model = 'fast', labels = {}) =>
    limiter.admit(scopesOf(caller, labels, noHolders), model, () => estimate)
}

const refusedBecause = (message: RegExp, more: object = {}) =>
  expect.objectContaining({ status: 429, message: expect.stringMatching(message), ...more })

test('requests of a minute are counted from the first one, and the headers tell what is left', () => {
  const admit = openLimiter()
  const caller = callerWith({ rpmLimit: 2 })
  expect(admit(caller).headers).toMatchObject({
    'x-ratelimit-limit-requests': '2',
    'x-ratelimit-remaining-requests': '1',
    'x-litellm-key-rpm-limit': '2',
  })
  now += 20_000
  admit(caller).release()
  expect(() => admit(caller)).toThrow(
    refusedBecause(/^Rate limit exceeded for api_key: h\. Limit type: requests\. Current limit: 2,/, {
      retryAfterSeconds: 40,
    }),
  )
  now += 40_000
  expect(admit(caller).headers['x-ratelimit-remaining-requests']).toBe('1')
})

test('a clock that is set back closes no minute for longer than one', () => {
  const admit = openLimiter()
  const caller = callerWith({ rpmLimit: 1 })
  admit(caller)
  now -= 3_600_000
  admit(caller)
  expect(() => admit(caller)).toThrow(refusedBecause(/requests/, { retryAfterSeconds: 60 }))
})

test('tokens count when a call has ended, for the key or for one model', () => {
  const admit = openLimiter()
  const caller = callerWith({ tpmLimit: 1000, modelTpmLimit: { fast: 100 } })
  admit(caller).settle({ cost: 0, tokens: 100 })
  expect(() => admit(caller)).toThrow(refusedBecause(/model_per_key: h:fast\. Limit type: tokens/))
  admit(caller, 0, 'smart').settle({ cost: 0, tokens: 900 })
  expect(() => admit(caller, 0, 'smart')).toThrow(refusedBecause(/api_key: h\. Limit type: tokens/))
})

test('a call that was refused counts for nothing, one that ends makes room, once', () => {
  const admit = openLimiter()
  const caller = callerWith({ maxParallelRequests: 1, rpmLimit: 3 })
  const first = admit(caller)
  expect(() => admit(caller)).toThrow(refusedBecause(/max_parallel_requests/))
  first.release()
  first.release()
  const second = admit(caller)
  expect(() => admit(caller)).toThrow(refusedBecause(/max_parallel_requests/))
  second.release()
  expect(admit(caller).headers['x-ratelimit-remaining-requests']).toBe('0')
})

test('calls at the same time overspend by one estimate at most, whatever they cost in the end', () => {
  const step = fc.record({ share: fc.double({ min: 0, max: 1, noNaN: true }), ends: fc.boolean() })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), ([...steps]) => {
      const admit = openLimiter()
      const caller = callerWith({ maxBudget: 1 })
      const estimate = 0.3
      const running: { lease: ReturnType<typeof admit>; cost: number }[] = []
      let spent = 0
      const end = () => {
        const call = running.shift()
        call?.lease.settle({ cost: call.cost, tokens: 1 })
        call?.lease.release()
        spent += call?.cost ?? 0
      }
      for (const { share, ends } of steps) {
        try {
          running.push({ lease: admit(caller, estimate), cost: share * estimate })
        } catch {
          end()
        }
        if (ends) end()
      }
      while (running.length > 0) end()
      expect(spent).toBeLessThanOrEqual(1 + estimate)
    }),
  )
})

test('a budget that is used up names its key and when it begins anew', () => {
  const admit = openLimiter()
  const caller = callerWith({ maxBudget: 1, budgetDuration: '1d' })
  const lease = admit(caller, 5)
  expect(() => admit(caller)).toThrow(refusedBecause(/Set aside for calls under way: 5/))
  lease.settle({ cost: 1.5, tokens: 1 })
  expect(() => admit(caller)).toThrow(
    refusedBecause(
      /^Budget has been exceeded! Current cost: 1\.5, Max budget: 1 \(budget of key laptop\)\. Resets at 2026-11-28T00:00:00\.000Z\.$/,
      { type: 'budget_exceeded' },
    ),
  )
  now = Date.parse('2026-11-28T00:00:00.000Z')
  expect(admit(caller).headers['x-litellm-key-spend']).toBe('0')
})

test('what the server knows of the same window counts where it is more than what is known here', () => {
  const admit = openLimiter()
  const since = Date.parse('2026-11-27T00:00:00.000Z')
  const caller = callerWith({ maxBudget: 1, budgetDuration: '1d' })
  const spentAfter = (amount: number, from = since) => {
    told = { since: from, amount }
    return admit(caller).headers['x-litellm-key-spend']
  }
  told = { since, amount: 0.4 }
  admit(caller).settle({ cost: 0.2, tokens: 1 })
  expect(spentAfter(0.4)).toBe(String(0.4 + 0.2))
  expect(spentAfter(0.9)).toBe('0.9')
  expect(spentAfter(7, since - 86_400_000)).toBe('0.9')
  expect(() => spentAfter(1)).toThrow(refusedBecause(/Budget/))
})

test('a call that fails costs nothing, and the master key has no limits', () => {
  const admit = openLimiter()
  const caller = callerWith({ maxBudget: 1 })
  admit(caller, 3).release()
  expect(admit(caller).headers['x-litellm-key-spend']).toBe('0')
  expect(admit({ ...caller, key: undefined }).headers).toEqual({})
})

test('budgets of the same window are one account, of which the least holds; a soft one is told of once', () => {
  const admit = openLimiter()
  const budgetLimits = [{ maxBudget: 2, budgetDuration: '1d' }]
  const caller = callerWith({ maxBudget: 5, softBudget: 1, budgetDuration: '1d', budgetLimits })
  admit(caller).settle({ cost: 1.5, tokens: 1 })
  const second = admit(caller)
  expect(second.headers).toMatchObject({
    'x-litellm-key-spend': '1.5',
    'x-kansoku-budget-warning': 'soft budget of key laptop is used up: 1.5 of 1',
  })
  second.settle({ cost: 0.5, tokens: 1 })
  expect(warned).toEqual([{ title: 'key laptop', spent: 1.5, softBudget: 1 }])
  expect(() => admit(caller)).toThrow(refusedBecause(/Current cost: 2, Max budget: 2 /))
})

test('a budget for one model is charged for the model that answered, as after a fallback', () => {
  const admit = openLimiter()
  const modelMaxBudget = { fast: { maxBudget: 1 }, smart: { maxBudget: 1 } }
  const caller = callerWith({ maxBudget: 3, modelMaxBudget })
  const lease = admit(caller, 0.5)
  lease.settle({ cost: 1, tokens: 0, group: 'smart' })
  lease.release()
  expect(() => admit(caller, 0, 'smart')).toThrow(refusedBecause(/^Budget .*: 1, .*for model smart/))
  admit(caller).settle({ cost: 0.5, tokens: 0, group: 'fast' })
  expect(admit(caller).headers['x-litellm-key-spend']).toBe('1.5')

  const onlySmart = callerWith({ modelMaxBudget: { smart: { maxBudget: 1 } } }, { hash: 'other' })
  admit(onlySmart).settle({ cost: 1, tokens: 0, group: 'smart' })
  admit(onlySmart)
  expect(() => admit(onlySmart, 0, 'smart')).toThrow(refusedBecause(/for model smart/))
})

test('what an admin has reset counts from there, once', () => {
  const admit = openLimiter()
  const caller = callerWith({ maxBudget: 1 })
  admit(caller).settle({ cost: 1, tokens: 0 })
  expect(() => admit(caller)).toThrow(refusedBecause(/^Budget/))
  told = { since: 0, amount: 0.25, resetAt: noon }
  admit(caller).settle({ cost: 0.5, tokens: 0 })
  expect(admit(caller).headers['x-litellm-key-spend']).toBe('0.75')
  told = { ...told, amount: 0.5 }
  expect(admit(caller).headers['x-litellm-key-spend']).toBe('0.75')
})
