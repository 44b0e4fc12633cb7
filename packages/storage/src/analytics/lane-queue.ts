import { QueryTimeoutError, StorageUnavailableError } from '../errors.ts'

interface Waiting<Slot> {
  readonly take: (slot: Slot) => void
  readonly refuse: (error: Error) => void
}

export interface LaneLoad {
  /** Statements that have a connection. */
  readonly running: number
  /** Statements that wait for one. */
  readonly waiting: number
}

/** Hands out the connections of one lane, first come first served. Each serves one statement at a time. */
export class LaneQueue<Slot> {
  readonly #free: Slot[]
  readonly #size: number
  readonly #waiting = new Set<Waiting<Slot>>()
  #onDrained: (() => void) | undefined
  #closed = false

  constructor(slots: readonly Slot[]) {
    this.#free = [...slots]
    this.#size = slots.length
  }

  /** Runs `work` on a free connection; rejects with `QueryTimeoutError` after waiting `seconds` for one. */
  async run<T>(name: string, seconds: number, work: (slot: Slot) => Promise<T>): Promise<T> {
    const slot = await this.#take(name, seconds)
    try {
      return await work(slot)
    } finally {
      this.#release(slot)
    }
  }

  load(): LaneLoad {
    return { running: this.#size - this.#free.length, waiting: this.#waiting.size }
  }

  /** Refuses whoever waits or comes later; resolves when no statement runs. */
  close(): Promise<void> {
    this.#closed = true
    for (const waiting of this.#waiting) waiting.refuse(closedError())
    this.#waiting.clear()
    if (this.#free.length === this.#size) return Promise.resolve()
    return new Promise((resolve) => {
      this.#onDrained = resolve
    })
  }

  #take(name: string, seconds: number): Promise<Slot> {
    if (this.#closed) return Promise.reject(closedError())
    const slot = this.#free.pop()
    if (slot !== undefined) return Promise.resolve(slot)
    return new Promise((resolve, reject) => {
      const waiting: Waiting<Slot> = {
        take: (free) => {
          clearTimeout(timer)
          resolve(free)
        },
        refuse: (error) => {
          clearTimeout(timer)
          reject(error)
        },
      }
      const timer = setTimeout(() => {
        this.#waiting.delete(waiting)
        reject(new QueryTimeoutError(`${name} (waiting for a free connection)`, seconds))
      }, seconds * 1000)
      this.#waiting.add(waiting)
    })
  }

  #release(slot: Slot): void {
    const [next] = this.#waiting
    if (next) {
      this.#waiting.delete(next)
      next.take(slot)
      return
    }
    this.#free.push(slot)
    if (this.#free.length === this.#size) this.#onDrained?.()
  }
}

function closedError(): StorageUnavailableError {
  return new StorageUnavailableError(
    'The analytics store is closed.',
    'Try again when the server has restarted.',
  )
}
