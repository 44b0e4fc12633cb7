import { readFile, rename, writeFile } from 'node:fs/promises'
import type { ChildName, ChildState } from './child.ts'
import type { ProcessIdentity } from './process-identity.ts'

export interface ChildRecord {
  readonly name: ChildName
  readonly state: ChildState
  readonly process?: ProcessIdentity | undefined
  /** ISO 8601 of when it last came to serve. */
  readonly since?: string | undefined
  readonly restarts: number
}

/** What a running supervisor tells the other commands. Holds no secrets. */
export interface RunState {
  readonly supervisor: ProcessIdentity
  readonly startedAt: string
  readonly host: string | null
  readonly port: number
  readonly gatewayPort: number
  readonly configFile: string | null
  /** Absolute paths of the env files that were named at the start. */
  readonly envFiles: readonly string[]
  readonly embedded: boolean
  /** Server and gateway have both come to serve since the start. */
  readonly ready: boolean
  readonly socketFolder: string | null
  readonly children: readonly ChildRecord[]
}

export async function readRunState(path: string): Promise<RunState | undefined> {
  try {
    const value = JSON.parse(await readFile(path, 'utf8')) as RunState | null
    return Array.isArray(value?.children) && typeof value?.supervisor?.pid === 'number' ? value : undefined
  } catch {
    return undefined
  }
}

/** Writes one state after the other, whole. A full disk makes the file old, nothing else. */
export class RunStateFile {
  readonly path: string
  #pending: RunState | undefined
  #writing: Promise<void> | undefined

  constructor(path: string) {
    this.path = path
  }

  write(state: RunState): Promise<void> {
    this.#pending = state
    this.#writing ??= this.#drain()
    return this.#writing
  }

  async #drain(): Promise<void> {
    while (this.#pending) {
      const text = JSON.stringify(this.#pending, null, 2)
      this.#pending = undefined
      const draft = `${this.path}.draft`
      await writeFile(draft, text, { mode: 0o600 })
        .then(() => rename(draft, this.path))
        .catch(() => {})
    }
    this.#writing = undefined
  }
}
