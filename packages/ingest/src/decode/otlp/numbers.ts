import type { Micros } from '../../events/instant.ts'

/** A 64-bit integer in two halves, as protobuf decoders for JavaScript give it. */
interface Halves {
  readonly low: number
  readonly high: number
}

function isHalves(value: unknown): value is Halves {
  return (
    typeof value === 'object' &&
    value !== null &&
    'low' in value &&
    'high' in value &&
    typeof value.low === 'number' &&
    typeof value.high === 'number'
  )
}

/** Nanoseconds since 1970 in any of their spellings, as microseconds; null when absent, zero or no number. */
export function microsOfNanos(value: unknown): Micros | null {
  if (isHalves(value)) return microsOfHalves(value)
  if (typeof value === 'string') return /^\d{1,20}$/.test(value) ? positive(Number(value.slice(0, -3))) : null
  return typeof value === 'number' ? positive(Math.round(value / 1000)) : null
}

/** Divided before the halves are joined: nanoseconds of today do not fit into a number. */
function microsOfHalves({ low, high }: Halves): Micros | null {
  const upper = high >>> 0
  const rest = ((upper % 1000) * 2 ** 32 + (low >>> 0)) / 1000
  return positive(Math.floor(upper / 1000) * 2 ** 32 + Math.floor(rest))
}

function positive(micros: number): Micros | null {
  return micros > 0 ? micros : null
}

/** A signed integer as a number, or as text when a number cannot hold it; null when it is none. */
export function integerOf(value: unknown): number | string | null {
  if (typeof value === 'number') return value
  const text = isHalves(value) ? textOfHalves(value) : value
  if (typeof text !== 'string' || !/^-?\d+$/.test(text)) return null
  const number = Number(text)
  return Number.isSafeInteger(number) ? number : text
}

function textOfHalves({ low, high }: Halves): string {
  return ((BigInt(high | 0) << 32n) | BigInt(low >>> 0)).toString()
}
