import { readConfig } from './config.ts'
import { reportFatal, reportNotice, reportReady, untilStopped } from './lifecycle/supervisor.ts'
import { type RunningServer, startServer } from './start.ts'

/** An orphan must be gone within two seconds. */
const orphanDrainMs = 1_000
const orphanLimitMs = 1_700

try {
  // From here on: a stop that is asked for during the start is not lost.
  const stopped = untilStopped()
  const server = await startServer(readConfig(), { notify: reportNotice })
  reportReady(server.url)
  await stop(server, await stopped)
} catch (error) {
  await reportFatal(error)
}

async function stop(server: RunningServer, reason: 'signal' | 'orphaned'): Promise<void> {
  if (reason === 'signal') {
    await server.stop()
    if (process.connected) process.disconnect?.()
    return
  }
  setTimeout(() => process.exit(1), orphanLimitMs).unref()
  await server.stop({ drainMs: orphanDrainMs })
}
