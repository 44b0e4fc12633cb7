import { Registry } from 'prom-client'
import { createExposition } from './exposition.ts'
import { createIntakeInstruments } from './intake-instruments.ts'
import { createJobInstruments } from './job-instruments.ts'
import { createMediaInstruments } from './media-instruments.ts'
import { createRequestInstruments } from './request-instruments.ts'
import { createStatementInstruments } from './statement-instruments.ts'

/** What the server counts and times. Labels are names of its own: nothing of a project, a user or a key. */
export type Instruments = ReturnType<typeof createInstruments>

export function createInstruments() {
  const registry = new Registry()
  return {
    exposition: createExposition(registry),
    requests: createRequestInstruments(registry),
    intake: createIntakeInstruments(registry),
    statements: createStatementInstruments(registry),
    jobs: createJobInstruments(registry),
    media: createMediaInstruments(registry),
  }
}
