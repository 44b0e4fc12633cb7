import type { ObjectWriter } from '@kansoku/providers'
import type { Callback, GatewayConfig } from '@kansoku/routing'
import type { Log } from '../log.ts'
import { isRedacted, isUnrecorded, type RecordingContext } from '../recording/build-events.ts'
import type { FinishedCall } from '../recording/finished-call.ts'
import type { FinishedToolCall } from '../recording/finished-tool-call.ts'
import { knownBefore } from '../recording/known-before.ts'
import { readSteering } from '../recording/steering.ts'
import { type Channel, type Deliver, openChannel } from './channel.ts'
import { mlflowAttributes } from './mlflow/mlflow-attributes.ts'
import type { MlflowServers } from './mlflow/mlflow-server.ts'
import { toRun } from './mlflow/run.ts'
import { deliverToMlflow } from './mlflow/to-mlflow.ts'
import { deliverToMlflowRuns } from './mlflow/to-mlflow-runs.ts'
import { buildSpans } from './otlp/build-spans.ts'
import type { OwnCallbacks } from './own-callbacks.ts'
import { toStandardPayload } from './standard-payload.ts'
import { deliverSpans } from './to-otlp.ts'
import { deliverToS3, objectKey } from './to-s3.ts'
import { deliverToWebhook } from './to-webhook.ts'

/** Tells the callbacks of a config of finished calls, off the path of their answers. */
export interface Callbacks {
  ended(call: FinishedCall): void
  /** Tells those of its key and team alone: the others have no words for tools. */
  toolEnded(call: FinishedToolCall): void
  /** Tells one callback of a call now; why it did not take it, undefined where it did. */
  try(callback: Callback, call: FinishedCall, signal: AbortSignal): Promise<string | undefined>
  close(milliseconds: number): Promise<void>
}

export interface CallbackPorts {
  readonly config: () => Pick<GatewayConfig, 'callbacks'>
  readonly context: RecordingContext
  readonly writer: ObjectWriter
  readonly mlflow: MlflowServers
  readonly own: OwnCallbacks
  readonly log: Log
  readonly count: (callback: string, outcome: string, calls: number) => void
}

export function createCallbacks(ports: CallbackPorts): Callbacks {
  const { config, context, log } = ports
  const channels = new Map<string, Channel>()
  const closing: Promise<void>[] = []
  let used = config().callbacks
  /** Targets that a new config file names as well go on; the others tell what they have, and end. */
  const follow = () => {
    used = config().callbacks
    const kept = new Set(used.map(idOf))
    for (const [id, channel] of channels) {
      if (kept.has(id)) continue
      channels.delete(id)
      closing.push(channel.close(lastWordsMs))
    }
  }
  const channelOf = (callback: Callback): Channel => {
    const id = idOf(callback)
    const known = channels.get(id)
    if (known) return known
    const channel = openChannel({
      name: nameOf(callback),
      deliver: delivererOf(callback, ports),
      log,
      count: (outcome, calls) => ports.count(nameOf(callback), outcome, calls),
      ...(isOneByOne(callback) ? { batchRecords: 1 } : {}),
    })
    channels.set(id, channel)
    return channel
  }
  /** Nobody waits here: what is thrown would end the process. */
  const tell = (callback: string, work: () => void) => {
    try {
      work()
    } catch (error) {
      log.error({ err: error, callback }, 'a callback could not be told of a call')
    }
  }
  return {
    ended(call) {
      if (config().callbacks !== used) follow()
      if ((used.length === 0 && call.caller.key === undefined) || isUnrecorded(call, context)) return
      tell('of its key', () => ports.own.ended(call))
      const refused = disabledBy(call)
      for (const callback of used) {
        const wanted = call.error === undefined ? callback.onSuccess : callback.onFailure
        if (!wanted || refused.has(callback.name)) continue
        tell(callback.name, () => channelOf(callback).push(recordOf(call, callback, context)))
      }
    },
    toolEnded(call) {
      if (isUnrecorded(call, context)) return
      tell('of its key', () => ports.own.toolEnded(call))
    },
    async try(callback, call, signal) {
      const delivery = await delivererOf(callback, ports)([recordOf(call, callback, context)], signal)
      if (delivery.kind !== 'delivered') return delivery.reason
      return delivery.rejected[0]?.reason
    },
    async close(milliseconds) {
      await Promise.all([
        ports.own.close(milliseconds),
        ...closing,
        ...[...channels.values()].map((channel) => channel.close(milliseconds)),
      ])
    },
  }
}

const lastWordsMs = 10_000

/** Traces and runs of MLflow come of one name, and are told apart in logs and metrics. */
const nameOf = ({ name, target }: Callback) => (target.kind === 'mlflow-runs' ? `${name}_runs` : name)

const idOf = ({ name, target }: Callback) => JSON.stringify([name, target])

function isOneByOne({ target }: Callback): boolean {
  if (target.kind === 's3' || target.kind === 'mlflow-runs') return true
  return target.kind === 'webhook' && target.format === 'single'
}

function delivererOf({ target }: Callback, { writer, mlflow }: CallbackPorts): Deliver {
  switch (target.kind) {
    case 'otlp':
      return deliverSpans(target)
    case 'mlflow':
      return deliverToMlflow(target, mlflow)
    case 'mlflow-runs':
      return deliverToMlflowRuns(target, mlflow)
    case 'webhook':
      return deliverToWebhook(target)
    case 's3':
      return deliverToS3(target, writer)
  }
}

/** Names that a call asks not to be told, as LiteLLM lets it. */
function disabledBy({ headers }: FinishedCall): ReadonlySet<string> {
  const given = headers['x-litellm-disable-callbacks']
  return new Set(typeof given === 'string' ? given.split(',').map((name) => name.trim().toLowerCase()) : [])
}

function recordOf(
  call: FinishedCall,
  { target, withoutContent }: Callback,
  context: RecordingContext,
): string {
  const steering = readSteering(call.body, call.headers, knownBefore(call))
  const hidden = withoutContent || isRedacted(call, context)
  const options = { steering, hidden, redactKey: context.recording.redactUserInfo }
  if (target.kind === 'otlp')
    return JSON.stringify(buildSpans(call, { ...options, joinsCaller: target.joinsCaller }))
  if (target.kind === 'mlflow-runs') return JSON.stringify(toRun(call, target, options))
  if (target.kind === 'mlflow') {
    const { maskInput, maskOutput } = steering
    const more = mlflowAttributes(call, { input: hidden || maskInput, output: hidden || maskOutput })
    return JSON.stringify(buildSpans(call, { ...options, joinsCaller: false, more }))
  }
  const payload = JSON.stringify(toStandardPayload(call, options))
  return target.kind === 's3' ? `${objectKey(target, call)}\n${payload}` : payload
}
