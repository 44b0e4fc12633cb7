import { readdir, readFile } from 'node:fs/promises'
import { getPriority, setPriority } from 'node:os'
import { isMainThread } from 'node:worker_threads'

/** Steps of niceness between the event loop and the engine: about ten times as much of a processor that both want. */
const stepsBehind = 10
const largestNiceness = 19

/**
 * Lets the engine's threads, and those of libuv's pool that run its statements, give way to the one of the event loop: each
 * request waits for that for a moment, and for a merge as long as it takes. What they start later inherits it. Threads of V8
 * stay: the event loop waits for them. Does nothing where threads have no niceness of their own (other systems than Linux),
 * nor on a thread beside the event loop's.
 */
export async function putEventLoopFirst(): Promise<void> {
  if (process.platform !== 'linux' || !isMainThread) return
  const niceness = Math.min(getPriority() + stepsBehind, largestNiceness)
  for (const thread of await readdir('/proc/self/task')) {
    // The first thread of a process has its number.
    if (thread !== String(process.pid)) await stepBack(thread, niceness)
  }
}

async function stepBack(thread: string, niceness: number): Promise<void> {
  try {
    const name = await readFile(`/proc/self/task/${thread}/comm`, 'utf8')
    if (!name.startsWith('V8Worker')) setPriority(Number(thread), niceness)
  } catch {
    // It has ended, or a sandbox forbids it: then all have the same niceness.
  }
}
