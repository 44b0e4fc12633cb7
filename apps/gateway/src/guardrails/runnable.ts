import type { BedrockGuardrails } from '@kansoku/providers'
import type { Guardrail } from '@kansoku/routing'
import { askBedrock } from './ask-bedrock.ts'
import { createFinder, type FindSpans } from './detect/find-spans.ts'
import { judgeSpans } from './judge-spans.ts'
import { type Placeholder, placeholderOf } from './placeholders.ts'
import type { Verdict } from './verdict.ts'

/** A guardrail that can be run. */
export interface Runnable {
  readonly guardrail: Guardrail
  readonly placeholder: Placeholder
  /** Where it is decided here, and therefore at once; undefined for what is asked elsewhere. */
  readonly find: FindSpans | undefined
  /** Rejects when it cannot be asked. */
  judge(question: {
    readonly side: 'prompt' | 'answer'
    readonly texts: readonly string[]
    readonly placeholder: Placeholder
  }): Promise<Verdict>
}

export function toRunnable(guardrail: Guardrail, bedrock: BedrockGuardrails): Runnable {
  const { rule } = guardrail
  const placeholder = placeholderOf(rule)
  if (rule.kind === 'bedrock') {
    return {
      guardrail,
      placeholder,
      find: undefined,
      judge: ({ side, texts }) => askBedrock(bedrock, rule, side, texts),
    }
  }
  const find = createFinder(rule)
  return {
    guardrail,
    placeholder,
    find,
    judge: async (question) => judgeSpans(guardrail, question, find),
  }
}
