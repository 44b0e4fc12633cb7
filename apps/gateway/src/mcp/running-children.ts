const running = new Set<number>()

export interface RunningChild {
  /** It has ended by itself. */
  ended(): void
  kill(): void
}

/**
 * Sees to it that a child does not outlive this process, however that ends but by a kill: then the child's input ends,
 * which servers take for the end.
 */
export function watchChild(pid: number): RunningChild {
  if (running.size === 0) process.once('exit', killAll)
  running.add(pid)
  const ended = () => {
    running.delete(pid)
    if (running.size === 0) process.off('exit', killAll)
  }
  return {
    ended,
    kill() {
      if (running.has(pid)) kill(pid)
      ended()
    },
  }
}

function killAll(): void {
  for (const pid of running) kill(pid)
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}
