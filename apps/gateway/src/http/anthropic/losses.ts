/** What a request says that the neutral one cannot: each thing is told once. */
export interface Losses {
  add(what: string): void
  readonly all: readonly string[]
}

export function createLosses(): Losses {
  const all: string[] = []
  return {
    all,
    add(what) {
      if (!all.includes(what)) all.push(what)
    },
  }
}
