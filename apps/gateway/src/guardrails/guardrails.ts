import type { BedrockGuardrails } from '@kansoku/providers'
import { type Guardrail, isRecord, type Stage } from '@kansoku/routing'
import type { FinishedCall } from '../recording/finished-call.ts'
import { CallGuards } from './call-guards.ts'
import { chooseGuardrails } from './choose-guardrails.ts'
import { type Runnable, toRunnable } from './runnable.ts'

/** The guardrails of a config. */
export interface Guardrails {
  readonly all: readonly Runnable[]
  /**
   * Those of a call; undefined where there are none, which costs nothing more.
   * @throws {HttpError} for names that are not configured
   */
  of(
    call: Pick<FinishedCall, 'body' | 'caller' | 'promptFields'>,
    /** Whatever may answer it. */
    stages: readonly Pick<Stage, 'group'>[],
    now: () => number,
    more?: More,
  ): CallGuards | undefined
}

interface More {
  /** Where the call says which it wants; usually its body. */
  readonly said?: FinishedCall['body']
  /** Messages that it goes on from and that are not in its body. */
  readonly earlier?: readonly unknown[] | undefined
}

export function createGuardrails(guardrails: readonly Guardrail[], bedrock: BedrockGuardrails): Guardrails {
  const all = guardrails.map((guardrail) => toRunnable(guardrail, bedrock))
  return {
    all,
    of(call, stages, now, { said = call.body, earlier } = {}) {
      if (all.length === 0 && !namesAny(said, call.caller)) return undefined
      const chosen = chooseGuardrails(all, call.caller, said, ofModels(stages))
      return chosen.length === 0 ? undefined : new CallGuards(chosen, { ...call, earlier }, now)
    },
  }
}

function ofModels(stages: readonly Pick<Stage, 'group'>[]): readonly string[] {
  return stages.flatMap(({ group }) => group.deployments.flatMap(({ guardrails = [] }) => guardrails))
}

function namesAny(said: FinishedCall['body'], { key, team }: FinishedCall['caller']): boolean {
  const { guardrails, metadata, litellm_metadata: further } = said
  return (
    guardrails !== undefined ||
    key?.metadata.guardrails !== undefined ||
    (team !== undefined && team.guardrails.length > 0) ||
    (isRecord(metadata) && metadata.guardrails !== undefined) ||
    (isRecord(further) && further.guardrails !== undefined)
  )
}
