import { readdir, readFile } from 'node:fs/promises'
import { getPriority, setPriority } from 'node:os'
import { isMainThread } from 'node:worker_threads'

/** Steps of niceness between the event loop and the engine: about ten times as much of a processor that both want. */
const stepsBehind = 10
const largestNiceness = 19

/**
 * Lets the engine's threads, and those of libuv's pool that run its statements, give way to the thread of the event loop:
 * each request needs that one for a moment, while a merge keeps a processor for as long as it gets it. What they start later
 * inherits it. V8's workers stay, because the event loop waits for them; so do threads of JavaScript that are started
 * afterwards. Does nothing where threads have no niceness of their own (other systems than Linux), nor on a thread beside the
 * event loop's.
 */
export async function putEventLoopFirst(): Promise<void> {
  if (process.platform !== 'linux' || !isMainThread) return
  const niceness = Math.min(getPriority() + stepsBehind, largestNiceness)
  // The first thread of a process has its number.
  const seen = new Set([String(process.pid)])
  const findFresh = async () => (await findThreads()).filter((thread) => !seen.has(thread))
  // Again, for those that one of these has started before it stepped back.
  for (let fresh = await findFresh(); fresh.length > 0; fresh = await findFresh()) {
    for (const thread of fresh) {
      seen.add(thread)
      await stepBack(thread, niceness)
    }
  }
}

/** Where a sandbox hides them there are none, and all keep the same niceness. */
const findThreads = () => readdir('/proc/self/task').catch((): string[] => [])

async function stepBack(thread: string, niceness: number): Promise<void> {
  try {
    const name = await readFile(`/proc/self/task/${thread}/comm`, 'utf8')
    if (!name.startsWith('V8Worker')) setPriority(Number(thread), niceness)
  } catch {
    // It has ended, or a sandbox forbids it.
  }
}
