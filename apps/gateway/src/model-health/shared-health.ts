import type { Deployment } from '@kansoku/routing'
import { type ExaminedModel, examineModels, type Reach } from './examine-models.ts'

/**
 * Results that virtual keys share: to examine a model costs money that nobody is charged for, so they have each examined
 * no more often than LiteLLM does it in the background.
 */
export interface SharedHealth {
  /** Examines those of which nothing is known yet, or nothing that is young enough. */
  ask(deployments: readonly Deployment[], reach: Reach): Promise<ExaminedModel[]>
}

const freshMs = 300_000

/** @param now milliseconds, never going back */
export function createSharedHealth(now: () => number): SharedHealth {
  /** By the deployment itself: a new config file has others, whatever their ids. */
  const known = new WeakMap<
    Deployment,
    { readonly at: number; readonly result: Promise<ExaminedModel | undefined> }
  >()

  function examine(due: readonly Deployment[], reach: Reach): void {
    // Who asked first may go away: others wait for the same results.
    const examining = examineModels(due, reach, new AbortController().signal)
    for (const [index, deployment] of due.entries()) {
      const result = examining.then((found) => found[index])
      known.set(deployment, { at: now(), result })
      result.catch(() => known.delete(deployment))
    }
  }

  return {
    async ask(deployments, reach) {
      const due = deployments.filter(
        (deployment) => now() - (known.get(deployment)?.at ?? Number.NEGATIVE_INFINITY) >= freshMs,
      )
      examine(due, reach)
      const found = await Promise.all(deployments.map((deployment) => known.get(deployment)?.result))
      return found.filter((one) => one !== undefined)
    },
  }
}
