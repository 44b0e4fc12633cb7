import { appendFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Log } from '../log.ts'
import type { Rejection } from '../spool/shipper.ts'

/** Keeps what a destination refuses, for a person to look at; each refusal is logged. */
export interface RejectedEvents {
  keep(destination: string, rejections: readonly Rejection[]): Promise<void>
  /** Since the start of this process. */
  readonly count: () => number
}

const largestFile = 64 * 1024 * 1024

export function createRejectedEvents(folder: string, log: Log): RejectedEvents {
  const path = join(folder, 'rejected.jsonl')
  let count = 0
  return {
    count: () => count,
    async keep(destination, rejections) {
      count += rejections.length
      for (const { reason } of rejections)
        log.error({ destination, reason }, `an event was refused; it is kept in ${path}`)
      const lines = rejections.map(
        ({ record, reason }) => `${JSON.stringify({ destination, reason, record })}\n`,
      )
      try {
        const { size } = await stat(path).catch(() => ({ size: 0 }))
        if (size < largestFile) await appendFile(path, lines.join(''), { mode: 0o600 })
      } catch (error) {
        log.error({ reason: String(error) }, 'refused events could not be kept')
      }
    },
  }
}
