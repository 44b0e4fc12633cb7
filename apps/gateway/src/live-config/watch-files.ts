import { statSync } from 'node:fs'
import { stat } from 'node:fs/promises'

/** What tells a file from its earlier self without reading it. */
type FileState = string

interface WatchOptions {
  /** The files to look at, as they were when they were read; asked each time. */
  readonly read: () => ReadonlyMap<string, FileState>
  readonly everyMs: number
  /** Some file is another than was read, and has been so for one look: nobody is still writing it. */
  readonly onChange: () => void
}

/**
 * Looks at files again and again. Notices of the file system would cost less, but do not come for mounted files, for
 * links that are switched over, and for files that an editor replaces.
 */
export function watchFiles({ read, everyMs, onChange }: WatchOptions): Disposable {
  let last = ''
  let looking = false
  const look = async () => {
    const files = [...read()]
    const states = await Promise.all(files.map(([file]) => currentState(file)))
    const current = states.join('\n')
    const isSettled = current === last
    last = current
    if (isSettled && files.some(([, state], index) => state !== states[index])) onChange()
  }
  const timer = setInterval(async () => {
    if (looking) return
    looking = true
    await look().finally(() => {
      looking = false
    })
  }, everyMs)
  timer.unref()
  return { [Symbol.dispose]: () => clearInterval(timer) }
}

export function stateOf(file: string): FileState {
  const found = statSync(file, { throwIfNoEntry: false })
  return found ? describe(found) : 'missing'
}

async function currentState(file: string): Promise<FileState> {
  return stat(file).then(describe, () => 'missing')
}

function describe({ ino, size, mtimeMs }: { ino: number; size: number; mtimeMs: number }): FileState {
  return `${ino} ${size} ${mtimeMs}`
}
