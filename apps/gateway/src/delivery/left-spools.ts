import { rm } from 'node:fs/promises'
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
    const isDelivered = () => recorder.status().bytes === 0
    while (!isDelivered() && !stopped.signal.aborted) await delay(pauseMs)
    const isEmpty = isDelivered() && recorder.status().rejected === 0
    await recorder.close(0)
    if (isEmpty) await rm(directory, { recursive: true })
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
