import type { SpentOnAccount } from '@kansoku/contracts/gateway'
import { accountsOf } from '../limits/budgets.ts'
import type { LimitScope } from '../limits/limit-scope.ts'
import { type Limiter, unlimited } from '../limits/limiter.ts'
import { type AdmitAnswer, type AdmitQuestion, toHttpError } from './limits-on-wire.ts'
import type { Wire } from './wire.ts'

/**
 * Asks the process that counts for all workers.
 * @param spentOn what the server told this worker of an account
 */
export function createRemoteLimiter(
  wire: Wire,
  spentOn: (account: string) => SpentOnAccount | undefined,
): Limiter {
  let lastLease = 0
  return {
    async admit(scopes, model, estimate, providers = []) {
      const all = [...scopes, ...providers]
      if (all.length === 0) return unlimited
      const lease = ++lastLease
      const spent = wordOf(all, spentOn)
      const hasBudget = all.some((scope) => accountsOf(scope).length > 0)
      const question: AdmitQuestion = {
        lease,
        scopes,
        providers,
        model,
        estimate: hasBudget ? estimate() : 0,
        spent,
      }
      const answer = (await wire.ask('admit', question)) as AdmitAnswer
      if ('refused' in answer) throw toHttpError(answer.refused)
      return {
        headers: answer.headers,
        usedUp: new Map(answer.usedUp.map(([id, refusal]) => [id, toHttpError(refusal)])),
        settle: (used) => wire.tell('settle', { lease, used }),
        release: () => wire.tell('release', lease),
      }
    },
  }
}

function wordOf(scopes: readonly LimitScope[], spentOn: (account: string) => SpentOnAccount | undefined) {
  const spent: Record<string, SpentOnAccount> = {}
  for (const { name } of scopes.flatMap(accountsOf)) {
    const told = spentOn(name)
    if (told) spent[name] = told
  }
  return spent
}
