/**
 * Runs a task at once, then at most once per `interval` ms, never twice at the same time, and always once more after
 * the last request. `delay` is the timer to use.
 */
export function paced(
  task: () => Promise<unknown>,
  interval: number,
  delay: (run: () => void, ms: number) => unknown = (run, ms) => setTimeout(run, ms),
): () => void {
  let busy = false
  let again = false
  const run = () => {
    if (busy) {
      again = true
      return
    }
    busy = true
    const release = () =>
      delay(() => {
        busy = false
        if (again) {
          again = false
          run()
        }
      }, interval)
    task().then(release, release)
  }
  return run
}
