const KEPT = 1000

/** Keeps a call for tests to look at, and forgets the oldest, since the demo's emulators run for days. */
export function remember<Call>(calls: Call[], call: Call): void {
  calls.push(call)
  if (calls.length > KEPT) calls.shift()
}
