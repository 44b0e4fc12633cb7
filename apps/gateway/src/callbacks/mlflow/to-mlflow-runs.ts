import type { MlflowRunsTarget } from '@kansoku/routing'
import { z } from 'zod'
import { toFailedDelivery, toUnreachable } from '../../delivery/post-json.ts'
import type { Deliver } from '../channel.ts'
import type { MlflowServers } from './mlflow-server.ts'
import type { Run } from './run.ts'

const begun = z.object({ run: z.object({ info: z.object({ run_id: z.string() }) }) })

/**
 * A run is begun, told and ended. Batches are of one, so that a run whose telling failed half-way goes on where it was:
 * MLflow takes the same params and tags twice.
 */
export function deliverToMlflowRuns(target: MlflowRunsTarget, servers: MlflowServers): Deliver {
  const server = servers(target)
  let open: { readonly record: string; readonly runId: string } | undefined
  return async ([record = ''], signal) => {
    const run = JSON.parse(record) as Run
    try {
      if (open?.record !== record) {
        const answer = await server.ask('runs/create', signal, {
          experiment_id: await server.experimentId(signal),
          run_name: run.name,
          start_time: run.startedAt,
          tags: entriesOf(run.tags),
        })
        if (answer.status !== 200) {
          server.forgetExperiment()
          return toFailedDelivery(target.url, answer)
        }
        open = { record, runId: begun.parse(JSON.parse(answer.text)).run.info.run_id }
      }
      const { runId } = open
      const told = await server.ask('runs/log-batch', signal, {
        run_id: runId,
        metrics: entriesOf(run.metrics).map((metric) => ({ ...metric, timestamp: run.endedAt, step: 0 })),
        params: entriesOf(run.params),
      })
      const untold = told.status === 200 ? undefined : toFailedDelivery(target.url, told)
      if (untold?.kind === 'retry') return untold
      // A run whose values are refused is over all the same.
      const ended = await server.ask('runs/update', signal, {
        run_id: runId,
        status: run.status,
        end_time: run.endedAt,
      })
      const unended = ended.status === 200 ? undefined : toFailedDelivery(target.url, ended)
      // The next record is another call, even one that reads alike.
      if (unended?.kind !== 'retry') open = undefined
      return unended ?? untold ?? { kind: 'delivered', rejected: [] }
    } catch (error) {
      return toUnreachable(target.url, error)
    }
  }
}

function entriesOf<Value>(values: Readonly<Record<string, Value>>) {
  return Object.entries(values).map(([key, value]) => ({ key, value }))
}
