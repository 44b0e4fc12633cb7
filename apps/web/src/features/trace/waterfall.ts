import type { ObservationNode } from '@kansoku/contracts'

/** Milliseconds since the epoch. */
export interface Span {
  readonly start: number
  readonly end: number
}

type Timed = Pick<ObservationNode, 'startTime' | 'endTime'>

/** The time that a trace took: from the first start to the last end of what it holds. */
export function spanOf(timestamp: string, observations: readonly Timed[]): Span {
  let start = observations.length === 0 ? Date.parse(timestamp) : Number.POSITIVE_INFINITY
  let end = Number.NEGATIVE_INFINITY
  for (const { startTime, endTime } of observations) {
    start = Math.min(start, Date.parse(startTime))
    end = Math.max(end, Date.parse(endTime ?? startTime))
  }
  return { start, end: Math.max(start, end) }
}

/** Place of an observation in a span, as shares of its length. Clocks may disagree: it never leaves the span. */
export function barOf(span: Span, { startTime, endTime }: Timed): { left: number; width: number } {
  const length = span.end - span.start
  if (length <= 0) return { left: 0, width: 1 }
  const share = (time: string) => Math.min(1, Math.max(0, (Date.parse(time) - span.start) / length))
  const left = share(startTime)
  return { left, width: Math.max(0, share(endTime ?? startTime) - left) }
}
