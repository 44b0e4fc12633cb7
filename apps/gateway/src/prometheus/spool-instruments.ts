import { Counter, Gauge, type Registry } from 'prom-client'
import type { Recorder, RecorderStatus } from '../delivery/recorder.ts'

export function createSpoolInstruments(registry: Registry) {
  const registers = [registry]
  return {
    watch({ status }: Pick<Recorder, 'status'>): void {
      new Gauge({
        name: 'kansoku_spool_backlog_bytes',
        help: 'Recorded calls that wait for delivery.',
        registers,
        collect() {
          this.set(status().bytes)
        },
      })
      new Gauge({
        name: 'kansoku_spool_delivering',
        help: '1: calls are delivered to the destination; 0: they wait in the spool.',
        labelNames: ['destination'],
        // Of several workers: whether all of them deliver.
        aggregator: 'min',
        registers,
        collect() {
          for (const [destination, reason] of Object.entries(status().destinations)) {
            this.set({ destination }, reason === null ? 1 : 0)
          }
        },
      })
      new Counter({
        name: 'kansoku_spool_records_total',
        help: 'Calls by what became of them: written, lost (the disk refused them), dropped (the spool was full), rejected (a destination never takes them).',
        labelNames: ['outcome'],
        registers,
        collect() {
          this.reset()
          const counts = status()
          for (const outcome of outcomes) this.inc({ outcome }, counts[outcome])
        },
      })
    },
  }
}

const outcomes = [
  'written',
  'lost',
  'dropped',
  'rejected',
] as const satisfies readonly (keyof RecorderStatus)[]
