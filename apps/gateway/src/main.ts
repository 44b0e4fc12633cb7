import cluster from 'node:cluster'
import { flushCompileCache } from 'node:module'
import { configurationExitCode, type GatewaySettings, readSettings, SettingsError } from './config.ts'
import type { Log } from './log.ts'
import type { Gateway } from './open-gateway.ts'
import { answerOf } from './workers/environment-answer.ts'

/** An orphan must be gone within two seconds, even in the middle of its start. */
const orphanBounds = { drainMs: 800, deliverMs: 400 }
const orphanLimitMs = 1700

type StopReason = 'signal' | 'orphaned'

/** Calls back for each reason to stop: a signal, or that the supervisor is gone. */
function watchForStop(onStop: (reason: StopReason) => void): void {
  // Each of them: a second one must not end at once what the first one lets end.
  process.on('SIGTERM', () => onStop('signal'))
  process.on('SIGINT', () => onStop('signal'))
  if (!process.send) return
  if (process.connected) process.once('disconnect', () => onStop('orphaned'))
  else onStop('orphaned')
}

async function main(): Promise<void> {
  // From here on: a stop that is asked for during the start is not lost.
  const reasons: StopReason[] = []
  let act = (reason: StopReason) => void reasons.push(reason)
  watchForStop((reason) => {
    if (reason === 'orphaned') setTimeout(() => process.exit(1), orphanLimitMs).unref()
    act(reason)
  })
  let reload: () => void = () => undefined
  process.on('SIGHUP', () => reload())
  const settings = readSettings(process.env)
  const { createLog } = await import('./log.ts')
  const log = createLog(settings.logLevel)
  const gateway = await openOneOrMany(settings, log, () => act('orphaned'))
  reload = gateway.reload
  answerEnvironments(gateway)
  act = (reason) => {
    gateway.stop(reason === 'orphaned' ? orphanBounds : undefined).then(
      () => {
        if (process.connected) process.disconnect()
      },
      (error: unknown) => log.error({ err: error }, 'the gateway did not stop cleanly'),
    )
  }
  // Node does so when a process ends by itself: after kill -9 the next start would compile everything again.
  flushCompileCache()
  process.send?.({ type: 'ready', url: gateway.url, port: gateway.port, remarks: gateway.remarks })
  for (const reason of reasons) act(reason)
}

/** The supervisor sends another environment, which also names the config file, and waits for what becomes of it. */
function answerEnvironments({ use }: Opened): void {
  process.on('message', async (message: { type?: unknown; id?: unknown; environment?: unknown }) => {
    if (message.type !== 'environment') return
    const answer = await answerOf(() => use(message.environment as NodeJS.ProcessEnv))
    process.send?.({ type: 'environment', id: message.id, ...answer }, () => undefined)
  })
}

type Opened = Pick<Gateway, 'url' | 'port' | 'remarks' | 'reload' | 'use' | 'stop'>

/** The gateway in this process, or the one that looks after several. */
async function openOneOrMany(settings: GatewaySettings, log: Log, onOrphaned: () => void): Promise<Opened> {
  if (settings.workers > 1 && cluster.isPrimary) {
    const { openWorkers } = await import('./workers/open-workers.ts')
    return openWorkers(settings, log)
  }
  const [{ openGateway }, { joinPeers }] = await Promise.all([
    import('./open-gateway.ts'),
    import('./workers/peers.ts'),
  ])
  if (!cluster.worker) return openGateway(settings, log)
  // Node would end a worker at once that loses its primary; calls under way have a moment.
  cluster.worker.exitedAfterDisconnect = true
  return openGateway(settings, log, joinPeers(onOrphaned))
}

async function reportFatal(error: unknown): Promise<void> {
  const known = error instanceof SettingsError
  const message = error instanceof Error ? error.message : String(error)
  const remedy = known ? error.remedy : 'This is a fault of the gateway; the lines above say where.'
  if (!known) console.error(error)
  console.error(`gateway: ${message} ${remedy}`)
  process.exitCode = known ? configurationExitCode : 1
  if (!process.connected) return
  await new Promise<void>((resolve) => {
    process.send?.({ type: 'fatal', message, remedy }, () => resolve())
  })
  process.disconnect()
}

if (import.meta.main) await main().catch(reportFatal)
