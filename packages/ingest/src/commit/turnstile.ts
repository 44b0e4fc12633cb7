/** Runs actions one after the other, in the order in which they came. */
export function createTurnstile(): <T>(action: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (action) => {
    const run = last.then(action)
    last = run.catch(() => undefined)
    return run
  }
}
