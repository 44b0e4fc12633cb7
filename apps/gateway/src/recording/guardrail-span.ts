import { randomUUID } from 'node:crypto'
import type { GuardrailDecision } from '../guardrails/decision.ts'

const levels: Readonly<Record<GuardrailDecision['verdict'], string>> = {
  passed: 'DEFAULT',
  masked: 'DEFAULT',
  refused: 'ERROR',
  unreachable: 'WARNING',
}

/** An observation that says what a guardrail decided; never what it saw. */
export function guardrailSpan({
  name,
  type,
  mode,
  verdict,
  found,
  startedAt,
  endedAt,
  message,
}: GuardrailDecision) {
  return {
    id: randomUUID(),
    name,
    startTime: new Date(startedAt).toISOString(),
    endTime: new Date(endedAt).toISOString(),
    level: levels[verdict],
    ...(message === undefined ? {} : { statusMessage: message }),
    output: { verdict, found },
    metadata: { guardrail_type: type, guardrail_mode: mode },
  }
}
