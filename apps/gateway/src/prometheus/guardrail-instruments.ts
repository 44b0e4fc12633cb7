import { Counter, type Registry } from 'prom-client'
import type { FinishedCall } from '../recording/finished-call.ts'

export function createGuardrailInstruments(registry: Registry) {
  const decisions = new Counter({
    name: 'kansoku_guardrail_decisions_total',
    help: 'Decisions of guardrails: passed, masked, refused, or unreachable (they could not be asked).',
    labelNames: ['guardrail', 'mode', 'verdict'],
    registers: [registry],
  })
  return {
    decided({ guardrails = [] }: Pick<FinishedCall, 'guardrails'>): void {
      for (const { name, mode, verdict } of guardrails) decisions.inc({ guardrail: name, mode, verdict })
    },
  }
}
