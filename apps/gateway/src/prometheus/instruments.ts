import { Registry } from 'prom-client'
import { createBudgetInstruments } from './budget-instruments.ts'
import { createCallInstruments } from './call-instruments.ts'
import { createCallbackInstruments } from './callback-instruments.ts'
import { createExposition } from './exposition.ts'
import { createGuardrailInstruments } from './guardrail-instruments.ts'
import { createRequestInstruments } from './request-instruments.ts'
import { createSpoolInstruments } from './spool-instruments.ts'
import { createToolInstruments } from './tool-instruments.ts'

/** What the gateway counts and times. Labels are names of its config and its routes: nothing of a caller. */
export type Instruments = ReturnType<typeof createInstruments>

export function createInstruments() {
  const registry = new Registry()
  return {
    exposition: createExposition(registry),
    requests: createRequestInstruments(registry),
    calls: createCallInstruments(registry),
    budgets: createBudgetInstruments(registry),
    guardrails: createGuardrailInstruments(registry),
    callbacks: createCallbackInstruments(registry),
    tools: createToolInstruments(registry),
    spool: createSpoolInstruments(registry),
  }
}
