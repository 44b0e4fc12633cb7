import type { Ingestion, Intake } from '@kansoku/ingest'
import { Counter, Gauge, type Registry } from 'prom-client'

const doors = { events: 'langfuse', spans: 'otel', calls: 'gateway' } as const

export function createIntakeInstruments(registry: Registry) {
  const registers = [registry]
  const events = new Counter({
    name: 'kansoku_ingestion_events_total',
    help: 'Events by the door they came through: accepted (stored), rejected (can never be stored), failed (could not be stored now).',
    labelNames: ['door', 'outcome'],
    registers,
  })
  return {
    taken({ kind, events: count, rejected, isStored }: Intake): void {
      const door = doors[kind]
      events.inc({ door, outcome: isStored ? 'accepted' : 'failed' }, count)
      if (rejected > 0) events.inc({ door, outcome: 'rejected' }, rejected)
    },
    watch(ingestion: Ingestion): void {
      new Gauge({
        name: 'kansoku_ingestion_waiting_requests',
        help: 'Requests that wait to be written.',
        registers,
        collect() {
          this.set(ingestion.backlog().requests)
        },
      })
      new Gauge({
        name: 'kansoku_ingestion_pending_bytes',
        help: 'Bytes that wait to be written or are being written.',
        registers,
        collect() {
          this.set(ingestion.backlog().bytes)
        },
      })
    },
  }
}
