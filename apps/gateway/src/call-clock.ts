/** Milliseconds since 1970, of the wall clock at the start of a call and a steady one from there on. */
export type CallClock = () => number

/** A wall clock that is set back in the middle of a call must not give it a negative duration. */
export function startCallClock(): CallClock {
  const offset = Date.now() - performance.now()
  return () => offset + performance.now()
}
