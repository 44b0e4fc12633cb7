import cluster, { type Worker } from 'node:cluster'
import { setTimeout as delay } from 'node:timers/promises'
import { AggregatorRegistry } from 'prom-client'
import { configurationExitCode, type GatewaySettings, SettingsError } from '../config.ts'
import { requireFreePort } from '../http/listen.ts'
import type { Log } from '../log.ts'
import type { Gateway } from '../open-gateway.ts'
import { type EnvironmentAnswer, remarksOf } from './environment-answer.ts'
import type { Publication } from './peers.ts'
import { type ServedLimits, serveLimits } from './serve-limits.ts'
import { createWire, type Wire } from './wire.ts'

const firstPauseMs = 100
const longestPauseMs = 5000

interface Member {
  readonly worker: Worker
  readonly wire: Wire
  readonly ended: Promise<void>
  /** It serves. Before it does, nobody asks it anything: it may not listen yet. */
  serves: boolean
  /** Which environment it began with. */
  readonly edition: number
}

type Ready = Pick<Gateway, 'url' | 'port' | 'remarks'>

/** What a worker tells when it serves or cannot. */
type Word =
  | ({ readonly type: 'ready' } & Ready)
  | { readonly type: 'fatal'; readonly message: string; readonly remedy: string }

/**
 * Starts a gateway of several processes that share its port, and counts what their calls use. One that ends is started
 * again. This process itself answers no call.
 * @throws {SettingsError} for settings or a config file that cannot be used
 */
export async function openWorkers(
  { workers, hosts, port: wanted }: GatewaySettings,
  log: Log,
): Promise<Pick<Gateway, 'url' | 'port' | 'remarks' | 'reload' | 'use' | 'stop'>> {
  const members = new Map<number, Member>()
  const wires = () => [...members.values()].filter(({ serves }) => serves).map(({ wire }) => wire)
  const limits = serveLimits((budget) => wires()[0]?.tell('softBudget', budget))
  const pauses = new AbortController()
  // Counts the environments. The current one is that of this process: workers that start later begin with it.
  let edition = 0
  const tellAll = (environment: NodeJS.ProcessEnv) => {
    edition++
    replaceEnvironment(environment)
    return Promise.allSettled(wires().map((wire) => askToUse(wire, environment)))
  }
  const tellLate = async ({ wire }: Member, index: number) => {
    const answer = await askToUse(wire, { ...process.env }).catch(() => undefined)
    if (answer && 'fault' in answer)
      log.warn({ worker: index, fault: answer.fault }, 'a worker keeps the environment it began with')
  }

  const start = (index: number, port?: string): Promise<Ready> => {
    const worker = cluster.fork({
      KANSOKU_WORKER: String(index),
      ...(port === undefined ? {} : { KANSOKU_GATEWAY_PORT: port }),
    })
    const { wire, close } = openDesk({ worker, limits, wires })
    const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve())).then(() => {
      members.delete(index)
      close()
    })
    // What was said to a worker that has just been killed; its end is heard anyway.
    worker.on('error', (error) => log.debug({ err: error, worker: index }, 'a worker cannot be told'))
    const member = { worker, wire, ended, serves: false, edition }
    members.set(index, member)
    return firstWordOf(worker).then((ready) => {
      member.serves = true
      if (member.edition !== edition) void tellLate(member, index)
      return ready
    })
  }
  const keepAlive = async (index: number) => {
    for (let pause = firstPauseMs; !pauses.signal.aborted; ) {
      await members.get(index)?.ended
      if (pauses.signal.aborted) return
      log.warn({ worker: index }, 'a worker has ended; its calls are lost, and another one starts')
      await delay(pause, undefined, { signal: pauses.signal }).catch(() => undefined)
      if (pauses.signal.aborted) return
      pause = await start(index, port).then(
        () => firstPauseMs,
        () => Math.min(pause * 2, longestPauseMs),
      )
    }
  }
  const end = async (act: (member: Member) => void) => {
    pauses.abort()
    const all = [...members.values()]
    for (const member of all) act(member)
    await Promise.all(all.map(({ ended }) => ended))
  }

  const indexes = Array.from({ length: workers }, (_, index) => index)
  await requireFreePort({ hosts, port: wanted })
  // The first one alone, so that what the settings lack is told once.
  const first = await start(0)
  // Which is known now, also when any free one was wanted.
  const port = String(first.port)
  try {
    await Promise.all(indexes.slice(1).map((index) => start(index, port)))
  } catch (error) {
    await end(({ worker }) => worker.process.kill('SIGTERM'))
    throw error
  }
  for (const index of indexes) void keepAlive(index)
  return {
    ...first,
    async use(environment) {
      const before = { ...process.env }
      // One that ends meanwhile answers nothing, and starts again with the current one.
      const settled = await tellAll(environment)
      const answers = settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
      try {
        const [remarks] = answers.map(remarksOf)
        if (!remarks) throw new Error('No worker of the gateway serves.')
        return remarks
      } catch (error) {
        await tellAll(before)
        throw error
      }
    },
    reload() {
      for (const { worker } of members.values()) worker.process.kill('SIGHUP')
    },
    // Bounds come when nobody looks after this process any more; workers know theirs.
    stop: (bounds) =>
      end(({ worker, wire }) => (bounds ? wire.tell('orphaned') : worker.process.kill('SIGTERM'))),
  }
}

async function askToUse(wire: Wire, environment: NodeJS.ProcessEnv): Promise<EnvironmentAnswer> {
  return (await wire.ask('environment', environment)) as EnvironmentAnswer
}

function replaceEnvironment(environment: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) if (environment[name] === undefined) delete process.env[name]
  Object.assign(process.env, environment)
}

interface DeskOptions {
  readonly worker: Worker
  readonly limits: ServedLimits
  readonly wires: () => readonly Wire[]
}

/** Answers what one worker asks, and passes its news on. */
function openDesk({ worker, limits, wires }: DeskOptions): { readonly wire: Wire; close(): void } {
  const desk = limits.openDesk()
  const others = () => wires().filter((wire) => wire !== own)
  const own: Wire = createWire(
    {
      // With a callback, what cannot be sent is no error of the worker.
      send: (message) => void (worker.isConnected() && worker.send(message, () => undefined)),
      onMessage: (listener) => void worker.on('message', listener),
    },
    {
      ...desk.handlers,
      publish: (publication: Publication) =>
        Promise.allSettled(others().map((wire) => wire.ask('published', publication))).then(() => undefined),
      metrics: () => renderAll(wires()),
    },
  )
  return {
    wire: own,
    close() {
      own.close()
      desk.close()
    },
  }
}

async function renderAll(wires: readonly Wire[]): Promise<string> {
  const told = await Promise.allSettled(wires.map((wire) => wire.ask('ownMetrics')))
  const all = told.flatMap((each) =>
    each.status === 'fulfilled' && Array.isArray(each.value) ? [each.value] : [],
  )
  return AggregatorRegistry.aggregate(all as Parameters<typeof AggregatorRegistry.aggregate>[0]).metrics()
}

/** @throws {SettingsError} when the worker gives up for its settings */
async function firstWordOf(worker: Worker): Promise<Ready> {
  const { promise, resolve, reject } = Promise.withResolvers<Ready>()
  let fatal: Extract<Word, { type: 'fatal' }> | undefined
  worker.on('message', (word: Word) => {
    if (word.type === 'ready') resolve({ url: word.url, port: word.port, remarks: word.remarks })
    else if (word.type === 'fatal') fatal = word
  })
  worker.once('exit', (code) => {
    const { message = 'A worker of the gateway ended before it served.', remedy = '' } = fatal ?? {}
    reject(code === configurationExitCode ? new SettingsError(message, remedy) : new Error(message))
  })
  return promise
}
