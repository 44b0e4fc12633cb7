import { mkdir } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import type { GatewaySettings } from '../config.ts'
import type { ControlPlane } from '../control/control-plane.ts'
import type { Log } from '../log.ts'
import { isUnrecorded, type RecordingContext } from '../recording/build-events.ts'
import { buildToolEvents } from '../recording/build-tool-events.ts'
import type { FinishedCall } from '../recording/finished-call.ts'
import type { FinishedToolCall } from '../recording/finished-tool-call.ts'
import { withoutContent } from '../recording/without-content.ts'
import { writeDown } from '../recording/write-down.ts'
import { Shipper } from '../spool/shipper.ts'
import { Spool, type SpoolOptions, type SpoolProblem, type SpoolStatus } from '../spool/spool.ts'
import { spoolFolder } from '../spool/spool-folders.ts'
import { lockSpool } from '../spool/spool-lock.ts'
import { toCallRecord } from './call-record.ts'
import type { Destination } from './destination.ts'
import { createRejectedEvents } from './rejected-events.ts'
import { createLangfuseDestination } from './to-langfuse.ts'
import { createServerDestination } from './to-server.ts'

export interface RecorderStatus extends SpoolStatus {
  /** Events that a destination refused; kept aside. */
  readonly rejected: number
  /** Why a destination gets nothing at the moment; null when it does. */
  readonly destinations: Readonly<Record<string, string | null>>
}

/** Writes finished calls down and sees to it that they arrive. */
export interface Recorder {
  /** Resolves when the call is written down; to be awaited before the last byte of the answer. Never rejects. */
  record(call: FinishedCall): Promise<void>
  /** The same for a call of a tool. */
  recordToolCall(call: FinishedToolCall): Promise<void>
  status(): RecorderStatus
  /** Waits, at most that long and not once `hurry` aborts, until all destinations have everything; then ends. */
  close(milliseconds: number, hurry?: AbortSignal): Promise<void>
}

export interface RecorderOptions {
  readonly settings: GatewaySettings
  readonly context: RecordingContext
  readonly control: ControlPlane | undefined
  readonly log: Log
  /** Folder of the spool; default: that of this worker. */
  readonly directory?: string
}

/** @throws {SpoolInUse} when another gateway uses the same data folder */
export async function openRecorder(options: RecorderOptions): Promise<Recorder> {
  const { settings, context, control, log, directory = spoolFolder(settings) } = options
  const destinations = chooseDestinations(settings, context, control)
  if (destinations.length === 0) return createIdleRecorder()
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const lock = await lockSpool(directory)
  const spool = await openSpool(lock, {
    directory,
    maxBytes: settings.maxSpoolBytes,
    onProblem: reportProblems(log),
  })
  const rejected = createRejectedEvents(directory, log)
  const states: Record<string, string | null> = {}
  const shippers = await Promise.all(
    destinations.map(async (destination) => {
      states[destination.name] = null
      return new Shipper({
        reader: await spool.reader(destination.name),
        deliver: (calls, signal) => destination.deliver(calls, signal),
        onRejected: (rejections) => rejected.keep(destination.name, rejections),
        onState: ({ delivering, reason = '' }) => {
          states[destination.name] = delivering ? null : reason
          if (delivering) log.info({ destination: destination.name }, 'calls are delivered again')
          else log.warn({ destination: destination.name, reason }, 'calls wait in the spool')
        },
      })
    }),
  )
  return {
    async record(call) {
      try {
        const { key } = call.caller
        const serverOnly = isUnrecorded(call, context)
        // What a virtual key spends is known from its recorded calls alone.
        if (serverOnly && key === undefined) return
        const written = writeDown(serverOnly ? withoutContent(call) : call, context)
        await spool.append(toCallRecord({ projectId: key?.projectId ?? undefined, serverOnly, ...written }))
      } catch (error) {
        log.error({ err: error }, 'a call could not be recorded')
      }
    },
    async recordToolCall(call) {
      // It costs nothing: nobody has to know of one that is to stay unknown.
      if (isUnrecorded(call, context)) return
      try {
        const projectId = call.caller.key?.projectId ?? undefined
        const written = buildToolEvents(call, context)
        await spool.append(toCallRecord({ projectId, serverOnly: false, calls: [], ...written }))
      } catch (error) {
        log.error({ err: error }, 'a call of a tool could not be recorded')
      }
    },
    status: () => ({ ...spool.status(), rejected: rejected.count(), destinations: { ...states } }),
    async close(milliseconds, hurry) {
      const deadline = performance.now() + milliseconds
      while (spool.status().bytes > 0 && performance.now() < deadline && !hurry?.aborted) await delay(10)
      await Promise.all(shippers.map((shipper) => shipper[Symbol.asyncDispose]()))
      await spool[Symbol.asyncDispose]()
      await lock[Symbol.asyncDispose]()
    },
  }
}

async function openSpool(lock: AsyncDisposable, options: SpoolOptions): Promise<Spool> {
  try {
    return await Spool.open(options)
  } catch (error) {
    await lock[Symbol.asyncDispose]()
    throw error
  }
}

function chooseDestinations(
  { server, langfuse }: GatewaySettings,
  { recording }: RecordingContext,
  control: ControlPlane | undefined,
): Destination[] {
  return [
    ...(server && control ? [createServerDestination({ ...server, control })] : []),
    ...(langfuse && recording.langfuse ? [createLangfuseDestination({ langfuse, control })] : []),
  ]
}

/** A gateway with nowhere to send calls to. */
function createIdleRecorder(): Recorder {
  return {
    record: async () => undefined,
    recordToolCall: async () => undefined,
    status: () => ({ bytes: 0, written: 0, lost: 0, dropped: 0, rejected: 0, destinations: {} }),
    close: async () => undefined,
  }
}

/** One line every ten seconds at most for each kind, with the number of records since the last one. */
function reportProblems(log: Log): (problem: SpoolProblem) => void {
  const last = new Map<string, { at: number; count: number }>()
  return (problem) => {
    if (problem.kind === 'write-resumed') {
      log.warn({ lost: problem.records }, 'calls are recorded again')
      return
    }
    const known = last.get(problem.kind) ?? { at: Number.NEGATIVE_INFINITY, count: 0 }
    known.count += 'records' in problem ? problem.records : 0
    last.set(problem.kind, known)
    if (performance.now() - known.at < 10_000) return
    const { kind, ...details } = problem
    const reason = 'error' in details ? details.error.message : undefined
    log.error({ ...details, error: undefined, reason, records: known.count }, problemTexts[kind])
    known.at = performance.now()
    known.count = 0
  }
}

const problemTexts: Readonly<Record<Exclude<SpoolProblem['kind'], 'write-resumed'>, string>> = {
  'write-failed': 'calls could not be written to the spool and are not recorded; is the disk full?',
  dropped: 'the spool has reached KANSOKU_SPOOL_MAX_MB: its oldest calls were dropped',
  damaged: 'the end of the spool was cut off when a gateway was killed; what was not whole is skipped',
}
