import { timeOfLogLine } from './log-line.ts'

interface Entry<Name> {
  readonly name: Name
  readonly line: string
  readonly time: number
}

/**
 * Brings the lines of several logs into the order in which they were written. Lines of one log never change places: one
 * without a time, or with an earlier one, belongs to the line before it.
 */
export class LogSorter<Name extends string> {
  readonly #print: (name: Name, line: string) => void
  readonly #times = new Map<Name, number>()
  #entries: Entry<Name>[] = []

  constructor(print: (name: Name, line: string) => void) {
    this.#print = print
  }

  add(name: Name, line: string): void {
    const before = this.#times.get(name) ?? Number.NEGATIVE_INFINITY
    const time = Math.max(before, timeOfLogLine(line) ?? before)
    this.#times.set(name, time)
    this.#entries.push({ name, line, time })
  }

  /** Hands on what has been added since the last time. */
  flush(): void {
    // Infinities have no difference.
    const sorted = this.#entries.toSorted((a, b) => (a.time === b.time ? 0 : a.time - b.time))
    this.#entries = []
    for (const { name, line } of sorted) this.#print(name, line)
  }
}
