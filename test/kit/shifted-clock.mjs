// Preloaded into the processes under test (node --import): moves their wall clock, as a person or a time server would.
// What runs on a steady clock (timers, performance.now) goes on as before.
import { readFileSync } from 'node:fs'

const path = process.env.KANSOKU_TEST_CLOCK
const RealDate = Date
const realNow = RealDate.now
const pollMs = 20
let shift = 0

function look() {
  try {
    shift = Number(readFileSync(path, 'utf8')) || 0
  } catch {
    // No file: no shift.
  }
}

const now = () => realNow() + shift

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget === Date ? target : newTarget),
  apply: () => new RealDate(now()).toString(),
})
RealDate.now = now
look()
setInterval(look, pollMs).unref()
