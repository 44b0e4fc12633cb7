import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const preload = pathToFileURL(join(import.meta.dirname, 'shifted-clock.mjs')).href

/** The wall clock of the processes that are started with its variables. */
export interface WallClock {
  readonly variables: Readonly<Record<string, string>>
  /** Milliseconds since 1970, as those processes see it. */
  now(): number
  /** Sets the clock, negative: back. Processes notice within moments. */
  shift(milliseconds: number): Promise<void>
}

/** `folder` holds the file that tells the processes how far their clock is off. */
export function wallClock(folder: string): WallClock {
  const file = join(folder, 'clock')
  let offset = 0
  return {
    variables: { KANSOKU_TEST_CLOCK: file, NODE_OPTIONS: `--import=${preload}` },
    now: () => Date.now() + offset,
    async shift(milliseconds) {
      offset += milliseconds
      await writeFile(file, String(offset))
    },
  }
}
