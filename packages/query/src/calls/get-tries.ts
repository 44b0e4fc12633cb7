import type { AnalyticsStore } from '@kansoku/storage'
import { z } from 'zod'
import { ofTraces } from '../observations/of-traces.ts'
import { defineQuestion } from '../question.ts'
import type { Binder } from '../sql/binder.ts'
import { inProject, isoInstant, projectScope } from '../sql/scope.ts'
import { callColumns, callRow, type RecordedCall } from './columns.ts'

/** No call tries more often, and a trace may hold any number of calls of earlier gateways. */
const mostTries = 100

const ofTrace = projectScope.extend({ traceId: z.string(), at: isoInstant })
const params = ofTrace.extend({ callId: z.string() })

/** No call takes a day, so its tries lie that near to one of them. */
function around({ projectId, traceId, at }: z.output<typeof ofTrace>, bind: Binder): string {
  return `started_at > ${bind.instant(at)} - INTERVAL 1 DAY AND started_at < ${bind.instant(at)} + INTERVAL 1 DAY
    AND ${inProject({ projectId }, bind)} AND trace_id = ${bind.text(traceId)}`
}

const askTries = defineQuestion({
  name: 'calls/tries',
  params,
  row: callRow,
  sql: ({ callId, ...near }, bind) => `
  SELECT ${callColumns}
  FROM gateway_calls FINAL
  WHERE ${around(near, bind)} AND call_id = ${bind.text(callId)}
  ORDER BY gateway_calls.started_at, ended_at, id LIMIT ${bind.count(mostTries)}`,
})

/** The try that an observation tells of; `at` is when it began. */
export const askCallOfObservation = defineQuestion({
  name: 'calls/of-observation',
  params: ofTrace.extend({ observationId: z.string() }),
  row: callRow,
  sql: ({ observationId, ...near }, bind) => `
  SELECT ${callColumns}
  FROM gateway_calls FINAL
  WHERE ${around(near, bind)} AND observation_id = ${bind.text(observationId)}
  ORDER BY gateway_calls.started_at DESC LIMIT 1`,
})

const askMessages = defineQuestion({
  name: 'calls/messages',
  params: projectScope.extend({ traceId: z.string(), ids: z.array(z.string()) }),
  row: z.object({ id: z.string(), status_message: z.string() }),
  sql: ({ projectId, traceId, ids }, bind) => `
  SELECT id, status_message
  FROM observations FINAL
  WHERE ${ofTraces({ projectId, traceIds: [traceId] }, bind)} AND id IN ${bind.texts(ids)}
    AND status_message IS NOT NULL`,
})

/** All tries of one call in order; what went wrong is told by its trace, as long as there is one. */
export async function getTries(
  store: AnalyticsStore,
  scope: z.input<typeof params>,
): Promise<readonly (RecordedCall & { readonly message: string | null })[]> {
  const tries = await askTries(store, scope)
  const ids = tries.filter(({ status }) => status !== 'success').map(({ observation_id }) => observation_id)
  const { projectId, traceId } = scope
  const told = ids.length === 0 ? [] : await askMessages(store, { projectId, traceId, ids })
  const messages = new Map(told.map(({ id, status_message }) => [id, status_message]))
  return tries.map((one) => ({ ...one, message: messages.get(one.observation_id) ?? null }))
}
