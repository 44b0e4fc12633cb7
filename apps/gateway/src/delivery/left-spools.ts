import { readdir, rm, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { leftSpoolFolders } from '../spool/spool-folders.ts'
import { openRecorder, type RecorderOptions } from './recorder.ts'

const pauseMs = 500

/** Delivers, beside all else, the calls in spools of workers that there are no more, and removes what is empty then. */
export function deliverLeftSpools(options: Omit<RecorderOptions, 'directory'>): AsyncDisposable {
  const stopped = new AbortController()
  const { settings, log } = options
  const deliver = async (directory: string) => {
    const recorder = await openRecorder({ ...options, directory })
    // Nowhere to deliver to: the calls wait for another start.
    if (Object.keys(recorder.status().destinations).length === 0) return
    const isDelivered = () => recorder.status().bytes === 0
    while (!isDelivered() && !stopped.signal.aborted) await delay(pauseMs)
    const hasArrived = isDelivered()
    await recorder.close(0)
    if (hasArrived) await removeSpool(directory)
  }
  const deliverAll = async () => {
    // Only one of the workers that there are.
    if (settings.worker !== 0) return
    for (const directory of await leftSpoolFolders(settings)) {
      log.info({ directory }, 'calls of a worker that there is no more are delivered')
      await deliver(directory).catch((error: unknown) => log.error({ err: error, directory }, 'they wait'))
    }
  }
  const done = deliverAll()
  return {
    async [Symbol.asyncDispose]() {
      stopped.abort()
      await done
    },
  }
}

/** What destinations refused was kept for a person to look at, and stays with its folder. */
async function removeSpool(directory: string): Promise<void> {
  const names = await readdir(directory)
  const own = names.filter((name) => /\.(segment|cursor)$/.test(name))
  await Promise.all(own.map((name) => rm(join(directory, name))))
  if (own.length === names.length) await rmdir(directory)
}
