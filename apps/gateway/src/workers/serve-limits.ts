import type { SpentOnAccount } from '@kansoku/contracts/gateway'
import { HttpError } from '../http/http-error.ts'
import type { SoftBudget } from '../limits/budgets.ts'
import { createLimiter, type Lease } from '../limits/limiter.ts'
import { type AdmitAnswer, type AdmitQuestion, type Settlement, toRefusal } from './limits-on-wire.ts'

/** Counts what the calls of all workers use, in one place. */
export interface ServedLimits {
  /** What one worker may ask and tell. */
  openDesk(): LimitsDesk
}

interface LimitsDesk {
  readonly handlers: {
    admit(question: AdmitQuestion): AdmitAnswer
    settle(settlement: Settlement): void
    release(lease: number): void
  }
  /** The worker is gone, and its calls with it. */
  close(): void
}

export function serveLimits(onSoftBudget: (budget: SoftBudget) => void): ServedLimits {
  const known = new Map<string, SpentOnAccount>()
  const limiter = createLimiter({ now: Date.now, spentOn: (account) => known.get(account), onSoftBudget })
  return {
    openDesk() {
      const leases = new Map<number, Lease>()
      return {
        handlers: {
          admit({ lease, scopes, providers, model, estimate, spent }) {
            for (const [account, told] of Object.entries(spent)) keepLatest(known, account, told)
            try {
              const given = limiter.admit(scopes, model, () => estimate, providers)
              leases.set(lease, given)
              const usedUp = [...given.usedUp].map(([id, error]) => [id, toRefusal(error)] as const)
              return { headers: given.headers, usedUp }
            } catch (error) {
              if (error instanceof HttpError) return { refused: toRefusal(error) }
              throw error
            }
          },
          settle: ({ lease, used }) => leases.get(lease)?.settle(used),
          release(lease) {
            leases.get(lease)?.release()
            leases.delete(lease)
          },
        },
        close() {
          for (const lease of leases.values()) lease.release()
          leases.clear()
        },
      }
    },
  }
}

/** Workers ask the server at different times: what one says must not undo the reset that another knows of. */
function keepLatest(known: Map<string, SpentOnAccount>, account: string, told: SpentOnAccount): void {
  const before = known.get(account)
  const isOlder =
    before !== undefined &&
    (told.since < before.since ||
      (told.since === before.since && (told.resetAt ?? 0) < (before.resetAt ?? 0)))
  if (!isOlder) known.set(account, told)
}
