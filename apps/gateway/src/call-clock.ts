import { setTimeout as delay } from 'node:timers/promises'

/** Milliseconds since 1970, of the wall clock at the start of a call and a steady one from there on. */
export type CallClock = () => number

/** A wall clock that is set back in the middle of a call must not give it a negative duration. */
export function startCallClock(): CallClock {
  const offset = Date.now() - performance.now()
  return () => offset + performance.now()
}

/** Resolves early, without error, when the signal aborts. */
export async function sleep(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  await delay(milliseconds, undefined, signal ? { signal } : {}).catch(() => undefined)
}
