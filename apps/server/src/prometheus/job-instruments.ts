import type { JobRun } from '@kansoku/jobs'
import { Counter, type Registry } from 'prom-client'

export function createJobInstruments(registry: Registry) {
  const runs = new Counter({
    name: 'kansoku_job_runs_total',
    help: 'Runs of jobs on this server, by how they ended.',
    labelNames: ['job', 'outcome'],
    registers: [registry],
  })
  const seconds = new Counter({
    name: 'kansoku_job_seconds_total',
    help: 'Time that runs of jobs took.',
    labelNames: ['job'],
    registers: [registry],
  })
  return {
    ended({ job, outcome, seconds: took }: JobRun): void {
      runs.inc({ job, outcome })
      seconds.inc({ job }, took)
    },
  }
}
