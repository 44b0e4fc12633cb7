import { mkdirSync, readFileSync, renameSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { type GatewaySnapshot, gatewaySnapshot } from '@kansoku/contracts/gateway'
import type { Log } from '../log.ts'

/** The last word of the server on disk. Its time of change is when the server was last heard, in ms since 1970. */
export interface SnapshotFile {
  load(): { readonly snapshot: GatewaySnapshot; readonly heardAt: number } | undefined
  save(snapshot: GatewaySnapshot): void
  /** The server has said that nothing changed. */
  touch(heardAt: number): void
}

export function openSnapshotFile(file: string, log: Log): SnapshotFile {
  const warn = (error: unknown) =>
    log.warn({ reason: String(error) }, 'the last word of the server could not be kept on disk')
  return {
    load() {
      try {
        const snapshot = gatewaySnapshot.parse(JSON.parse(readFileSync(file, 'utf8')))
        return { snapshot, heardAt: statSync(file).mtimeMs }
      } catch {
        return undefined
      }
    },
    save(snapshot) {
      try {
        mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
        writeFileSync(`${file}.draft`, JSON.stringify(snapshot), { mode: 0o600 })
        renameSync(`${file}.draft`, file)
      } catch (error) {
        warn(error)
      }
    },
    touch(heardAt) {
      try {
        utimesSync(file, heardAt / 1000, heardAt / 1000)
      } catch (error) {
        warn(error)
      }
    },
  }
}
