import { type ObjectWriter, ProviderError } from '@kansoku/providers'
import type { S3Target } from '@kansoku/routing'
import type { FinishedCall } from '../recording/finished-call.ts'
import type { Deliver } from './channel.ts'

const timeoutMs = 30_000

/** LiteLLM's layout: `<path>/<team>/<day>/time-HH-MM-SS-ffffff_<id>.json`, in UTC. */
export function objectKey(
  { path, byTeam }: S3Target,
  call: Pick<FinishedCall, 'startedAt' | 'responseId' | 'caller'>,
): string {
  const began = new Date(call.startedAt).toISOString()
  const micros = String(Math.floor((call.startedAt % 1) * 1000)).padStart(3, '0')
  const clock = `${began.slice(11, 19).replaceAll(':', '-')}-${began.slice(20, 23)}${micros}`
  const team = byTeam ? (call.caller.team?.alias ?? undefined) : undefined
  const name = `time-${clock}_${call.responseId}.json`
  return [path, team?.replaceAll('/', '_'), began.slice(0, 10), name].filter((part) => part).join('/')
}

/** One record is the object's key, a line break, and the JSON text of a call. Batches are of one. */
export function deliverToS3(target: S3Target, writer: ObjectWriter): Deliver {
  const { bucket, region, endpoint, params } = target
  return async ([record = ''], signal) => {
    const end = record.indexOf('\n')
    const object = {
      bucket,
      region,
      endpoint,
      params,
      key: record.slice(0, end),
      body: record.slice(end + 1),
    }
    try {
      await writer.put({ ...object, contentType: 'application/json' }, { signal, timeoutMs })
      return { kind: 'delivered', rejected: [] }
    } catch (error) {
      const reason = `The bucket ${bucket} cannot be written: ${(error as Error).message}`
      const isFinal = error instanceof ProviderError && error.upstreamStatus === 400
      return { kind: isFinal ? 'refused' : 'retry', reason }
    }
  }
}
