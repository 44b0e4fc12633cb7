import { flushCompileCache } from 'node:module'
import { readConfig } from './config.ts'
import { loadDrizzleAsCommonjs } from './lifecycle/drizzle-as-commonjs.ts'
import { reportFatal, reportNotice, reportReady, untilStopped } from './lifecycle/supervisor.ts'
import type { RunningServer } from './start.ts'

/** An orphan must be gone within two seconds, even in the middle of its start. */
const orphanDrainMs = 1_000
const orphanLimitMs = 1_700

if (import.meta.main) await main()

async function main(): Promise<void> {
  try {
    // From here on: a stop that is asked for during the start is not lost.
    const stopped = untilStopped()
    stopped.then(
      (reason) => reason === 'orphaned' && setTimeout(() => process.exit(1), orphanLimitMs).unref(),
    )
    const config = readConfig()
    loadDrizzleAsCommonjs()
    const { startServer } = await import('./start.ts')
    const server = await startServer(config, { notify: reportNotice })
    // Node does so when a process ends by itself: after kill -9 the next start would compile everything again.
    flushCompileCache()
    reportReady(server.url)
    await stop(server, await stopped)
  } catch (error) {
    await reportFatal(error)
  }
}

async function stop(server: RunningServer, reason: 'signal' | 'orphaned'): Promise<void> {
  if (reason === 'signal') {
    await server.stop()
    if (process.connected) process.disconnect?.()
    return
  }
  await server.stop({ drainMs: orphanDrainMs })
}
