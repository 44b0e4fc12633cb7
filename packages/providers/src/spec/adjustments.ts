import type { Target } from './adapter.ts'
import { ProviderError } from './error.ts'

/** What an adapter leaves out or changes while it builds a request; nothing of that is silent. */
export interface Adjustments {
  readonly warnings: ReadonlySet<string>
  /** Notes a repair; the same sentence counts once. */
  warn(sentence: string): void
  /** Leaves a parameter out with a warning; throws `unsupported_params` where the target may not drop any. */
  drop(param: string, why: string): void
}

export function createAdjustments({ provider, dropParams }: Target, model: string): Adjustments {
  const warnings = new Set<string>()
  return {
    warnings,
    warn(sentence) {
      warnings.add(sentence)
    },
    drop(param, why) {
      if (dropParams) {
        warnings.add(`${param} was left out: ${why}`)
        return
      }
      throw new ProviderError(
        'unsupported_params',
        `${provider} does not support parameter ${param} for ${model}: ${why}. To leave it out, set drop_params: true`,
        { provider, param },
      )
    },
  }
}
