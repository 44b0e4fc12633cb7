import { accountWindowStart, type SpentOnAccount } from '@kansoku/contracts/gateway'
import { expect, test } from 'vitest'
import { accountsOf } from '../limits/budgets.ts'
import type { LimitScope } from '../limits/limit-scope.ts'
import { serveLimits } from './serve-limits.ts'

const now = Date.now()
const scope = (limits: LimitScope['limits']): LimitScope => ({
  kind: 'key',
  id: 'hash',
  limits,
  title: 'key red',
})
const asking = { providers: [], model: 'gpt', estimate: 1, spent: {} }

test('calls of a worker that has ended hold no slot any more', () => {
  const limits = serveLimits(() => undefined)
  const scopes = [scope({ maxParallelRequests: 1 })]
  const first = limits.openDesk()
  const second = limits.openDesk()
  expect(first.handlers.admit({ ...asking, scopes, lease: 1 })).toMatchObject({ usedUp: [] })
  expect(second.handlers.admit({ ...asking, scopes, lease: 1 })).toMatchObject({
    refused: { status: 429, message: expect.stringContaining('max_parallel_requests') },
  })
  first.close()
  expect(second.handlers.admit({ ...asking, scopes, lease: 2 })).toMatchObject({ usedUp: [] })
})

test('what a worker says that has not heard of a reset does not undo it', () => {
  const limits = serveLimits(() => undefined)
  const scopes = [scope({ maxBudget: 10 })]
  const [account] = scopes.flatMap(accountsOf)
  if (!account) throw new Error('a budget without an account')
  const since = accountWindowStart(account, now)
  const { handlers } = limits.openDesk()
  const admit = (lease: number, told: Pick<SpentOnAccount, 'amount' | 'resetAt'>) =>
    handlers.admit({
      ...asking,
      scopes,
      lease,
      spent: { [account.name]: { account: account.name, since, ...told } },
    })
  expect(admit(1, { amount: 12 })).toMatchObject({ refused: { status: 429 } })
  expect(admit(2, { amount: 0, resetAt: now })).toMatchObject({ usedUp: [] })
  handlers.release(2)
  expect(admit(3, { amount: 12 })).toMatchObject({ usedUp: [] })
})
