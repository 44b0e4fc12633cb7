import type { Log } from '../log.ts'
import type { Recorder, RecorderStatus } from './recorder.ts'

const retryMs = 5000
const fullDisk: ReadonlySet<string | undefined> = new Set(['ENOSPC', 'EDQUOT'])

/**
 * Opens a recorder; on a full disk gives one that serves on, counts what it cannot record, and becomes the real one
 * as soon as there is room.
 */
export async function openPatiently(
  open: () => Promise<Recorder>,
  log: Log,
  everyMs = retryMs,
): Promise<Recorder> {
  try {
    return await open()
  } catch (error) {
    if (!fullDisk.has((error as { code?: string }).code)) throw error
  }
  log.error('the disk is full: calls are served but not recorded until there is room')
  let real: Recorder | undefined
  let lost = 0
  let trying: Promise<void> | undefined
  const attempt = async () => {
    try {
      real = await open()
      clearInterval(timer)
      log.warn({ lost }, 'calls are recorded again')
    } catch {
      // Still full; the next try is not far.
    }
  }
  const timer = setInterval(() => {
    trying ??= attempt().finally(() => {
      trying = undefined
    })
  }, everyMs).unref()
  return {
    async record(call) {
      if (real) await real.record(call)
      else lost++
    },
    async recordToolCall(call) {
      if (real) await real.recordToolCall(call)
      else lost++
    },
    status: () => ({ ...(real?.status() ?? nothingYet), lost: lost + (real?.status().lost ?? 0) }),
    async close(milliseconds, hurry) {
      clearInterval(timer)
      await trying
      await real?.close(milliseconds, hurry)
    },
  }
}

const nothingYet: RecorderStatus = {
  bytes: 0,
  written: 0,
  lost: 0,
  dropped: 0,
  rejected: 0,
  destinations: { disk: 'full' },
}
