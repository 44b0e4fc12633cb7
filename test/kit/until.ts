import { setTimeout as delay } from 'node:timers/promises'

interface UntilOptions {
  /** How long to keep asking before giving up. Generous: it bounds a hang, it measures nothing. */
  readonly seconds?: number
  readonly describe?: () => string
}

/** Asks again and again until the answer is truthy, and returns it. */
export async function until<T>(
  ask: () => Promise<T> | T,
  options: UntilOptions = {},
): Promise<NonNullable<T>> {
  const deadline = Date.now() + (options.seconds ?? 30) * 1000
  for (;;) {
    const answer = await ask()
    if (answer) return answer
    if (Date.now() > deadline) throw new Error(`waited in vain for ${options.describe?.() ?? ask.toString()}`)
    await delay(20)
  }
}
