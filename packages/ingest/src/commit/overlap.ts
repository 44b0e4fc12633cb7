/** Runs actions side by side. Each is told how to wait until those that began before it have ended, well or not. */
export function createOverlap(): <T>(action: (earlier: () => Promise<unknown>) => Promise<T>) => Promise<T> {
  const running = new Set<Promise<unknown>>()
  return async (action) => {
    const before = [...running]
    const run = action(() => Promise.allSettled(before))
    running.add(run)
    try {
      return await run
    } finally {
      running.delete(run)
    }
  }
}
