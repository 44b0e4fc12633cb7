import { StartError } from '../start-error.ts'

/** sysexits.h EX_CONFIG: do not start it again with the same configuration. */
const configurationExitCode = 78

/** Tells the supervisor, if there is one, that the server serves. */
export function reportReady(url: string): void {
  process.send?.({ type: 'ready', url })
}

/** Tells the supervisor what its user should know. */
export function reportNotice(message: string): void {
  process.send?.({ type: 'notice', message })
}

/** Tells supervisor and terminal why the server does not start, and sets the exit code. */
export async function reportFatal(error: unknown): Promise<void> {
  const { message, remedy, permanent } =
    error instanceof StartError ? error : new StartError(stackOf(error), { permanent: false })
  process.stderr.write(`${message}\n${remedy === undefined ? '' : `${remedy}\n`}`)
  process.exitCode = permanent ? configurationExitCode : 1
  if (!process.connected) return
  await new Promise<void>((resolve) => {
    process.send?.({ type: 'fatal', message, ...(remedy !== undefined && { remedy }) }, () => resolve())
  })
  process.disconnect?.()
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

/**
 * Resolves when the server is to stop: by signal, or because the supervisor is gone. The latter leaves little time,
 * since the next start clears away what it finds.
 */
export function untilStopped(): Promise<'signal' | 'orphaned'> {
  return new Promise((resolve) => {
    process.once('SIGTERM', () => resolve('signal'))
    process.once('SIGINT', () => resolve('signal'))
    if (!process.channel && !process.send) return
    if (process.connected) process.once('disconnect', () => resolve('orphaned'))
    else resolve('orphaned')
  })
}
