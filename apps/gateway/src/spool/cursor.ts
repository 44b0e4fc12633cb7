import { readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Where a reader goes on: everything before it was delivered. */
export interface Position {
  readonly segment: number
  readonly offset: number
}

const saveEveryMs = 200

const start: Position = { segment: 0, offset: 0 }

/**
 * The position of one reader, on disk. It may lag behind after a crash, never run ahead: the records in between are
 * delivered again, which their ids make harmless.
 */
export class Cursor {
  readonly #path: string
  position: Position
  #saved: Position
  #timer: NodeJS.Timeout | undefined

  private constructor(path: string, position: Position) {
    this.#path = path
    this.position = position
    this.#saved = position
  }

  static async open(directory: string, name: string): Promise<Cursor> {
    const path = join(directory, `${name}.cursor`)
    return new Cursor(path, await readPosition(path))
  }

  /** Written to disk a little later: many moves share one write. */
  moveTo(position: Position): void {
    this.position = position
    this.#timer ??= setTimeout(() => void this.save(), saveEveryMs).unref()
  }

  /** Never rejects: a position that cannot be kept only means that records are delivered again. */
  async save(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const { position } = this
    if (position === this.#saved) return
    const draft = `${this.#path}.draft`
    try {
      await writeFile(draft, JSON.stringify(position), { mode: 0o600 })
      await rename(draft, this.#path)
      this.#saved = position
    } catch {
      // The next move tries again.
    }
  }
}

/** A cursor that cannot be read counts as absent: delivering everything again is safe, losing records is not. */
async function readPosition(path: string): Promise<Position> {
  try {
    const { segment, offset } = JSON.parse(await readFile(path, 'utf8')) as Partial<Position>
    return Number.isSafeInteger(segment) && Number.isSafeInteger(offset)
      ? ({ segment, offset } as Position)
      : start
  } catch {
    return start
  }
}

/**
 * The highest segment that any cursor names, 0 without cursors. Delivered segments are removed, so the files alone do
 * not tell which numbers were used, and a number used twice would count as delivered already.
 */
export async function highestCursorSegment(directory: string): Promise<number> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.cursor'))
  const positions = await Promise.all(names.map((name) => readPosition(join(directory, name))))
  return Math.max(0, ...positions.map((position) => position.segment))
}
