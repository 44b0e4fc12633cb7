/** Heavy parts of a page, each drawn in a frame of its own. */
export interface Turns {
  /** Calls `onDue` when all that asked before have had their turn; the returned function gives the place up. */
  take(onDue: () => void): () => void
}

/** @param afterPaint calls back once what was drawn can be seen */
export function createTurns(afterPaint: (next: () => void) => void): Turns {
  const waiting = new Set<() => void>()
  let isGoing = false
  const goOn = () => {
    const [next] = waiting
    isGoing = next !== undefined
    if (!next) return
    waiting.delete(next)
    next()
    afterPaint(goOn)
  }
  return {
    take(onDue) {
      const due = () => onDue()
      waiting.add(due)
      if (!isGoing) {
        isGoing = true
        afterPaint(goOn)
      }
      return () => waiting.delete(due)
    },
  }
}
