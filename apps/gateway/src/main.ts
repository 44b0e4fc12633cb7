import { readSettings, SettingsError } from './config.ts'
import { createLog } from './log.ts'
import { type Gateway, openGateway } from './open-gateway.ts'

/** Tells a supervisor not to try again before a person has changed something. */
const configurationExitCode = 78
/** A gateway whose supervisor has died ends within two seconds. */
const orphanBounds = { drainMs: 1000, deliverMs: 500 }

async function start(): Promise<void> {
  const settings = readSettings(process.env)
  const log = createLog(settings.logLevel)
  const gateway = await openGateway(settings, log)
  const stop = (bounds?: Parameters<Gateway['stop']>[0]) => {
    gateway.stop(bounds).then(
      () => {
        if (process.connected) process.disconnect()
      },
      (error: unknown) => log.error({ err: error }, 'the gateway did not stop cleanly'),
    )
  }
  process.once('SIGTERM', () => stop())
  process.once('SIGINT', () => stop())
  process.once('disconnect', () => stop(orphanBounds))
  process.send?.({ type: 'ready', url: gateway.url })
}

try {
  await start()
} catch (error) {
  const known = error instanceof SettingsError
  const message = error instanceof Error ? error.message : String(error)
  const remedy = known ? error.remedy : 'This is a fault of the gateway; the lines above say where.'
  if (!known) console.error(error)
  console.error(`gateway: ${message} ${remedy}`)
  process.send?.({ type: 'fatal', message, remedy })
  process.exitCode = known ? configurationExitCode : 1
  if (process.connected) process.disconnect()
}
