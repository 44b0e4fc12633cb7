import { collectDefaultMetrics, Registry } from 'prom-client'
import { createCallInstruments } from './call-instruments.ts'
import { createRequestInstruments } from './request-instruments.ts'
import { createSpoolInstruments } from './spool-instruments.ts'

/** What the gateway counts and times. Labels are names of its config and its routes: nothing of a caller. */
export type Instruments = ReturnType<typeof createInstruments>

/** A set with a registry of its own, with what Node tells of the process: CPU, memory, delay of the event loop. */
export function createInstruments() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  return {
    registry,
    requests: createRequestInstruments(registry),
    calls: createCallInstruments(registry),
    spool: createSpoolInstruments(registry),
  }
}
