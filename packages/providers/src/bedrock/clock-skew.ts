/** AWS takes signatures that are at most five minutes off. */
const TOLERANCE_MS = 4 * 60_000
const SKEWED =
  /RequestTimeTooSkewed|RequestExpired|Signature expired|Signature not yet current|InvalidSignature/i

/** The time as AWS sees it: corrects the machine's clock after a refusal that names it. */
export interface ClockCorrection {
  now(): number
  /** Takes the refusal's text and its `date` header; true when the clock was off and is corrected now. */
  learn(refusal: string, date: string | undefined): boolean
}

export function createClockCorrection(now: () => number): ClockCorrection {
  let offset = 0
  return {
    now: () => now() + offset,
    learn(refusal, date) {
      const theirs = Date.parse(date ?? '')
      if (!SKEWED.test(refusal) || Number.isNaN(theirs)) return false
      if (Math.abs(theirs - (now() + offset)) < TOLERANCE_MS) return false
      offset = theirs - now()
      return true
    },
  }
}
