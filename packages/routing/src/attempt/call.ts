import { type FallbackFamily, familyOf, type Stage } from '../plan/plan.ts'
import type { AttemptRecord, Call, CallOutcome, RoutingRules } from './contract.ts'
import type { CallPorts } from './ports.ts'
import { runStage, StageFailure } from './stage.ts'

/**
 * Runs a plan: each group with its retries, then its fallbacks. Never rejects. After the first content of a stream
 * nothing is tried again.
 */
export async function runCall(call: Call, rules: RoutingRules, ports: CallPorts): Promise<CallOutcome> {
  const attempts: AttemptRecord[] = []
  const tried = new Set<string>()
  let family: FallbackFamily = 'general'
  let fallbacks = 0
  for (let stage = call.plan.general[0]; stage; ) {
    tried.add(stage.group.name)
    const outcome = await runStage(call, stage, rules, ports, attempts)
    if (!(outcome instanceof StageFailure)) {
      return { ok: true, ...outcome, group: stage.group.name, attempts, fallbacks }
    }
    const { error, retries } = outcome
    if (family === 'general') family = familyOf(error.errorClass)
    const next: Stage | undefined = call.plan[family].find(({ group }) => !tried.has(group.name))
    if (!next || error.errorClass === 'cancelled') return { ok: false, error, attempts, fallbacks, retries }
    stage = next
    fallbacks++
  }
  throw new Error('a plan holds at least the requested group')
}
