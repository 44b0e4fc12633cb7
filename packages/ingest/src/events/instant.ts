/** Microseconds since 1970-01-01 UTC: exact as a number for every date that is stored. */
export type Micros = number

const earliest: Micros = 0
/** `toStartOfHour`, which sort keys hold, has 32 bits: later hours would begin again at 1970. */
const latest: Micros = Date.UTC(2106, 0) * 1000
const microsPerDay = 86_400_000_000

/**
 * Brings an instant into the range that the tables hold. Senders with a broken clock or an unset date (year 1,
 * year 9999) must not make the insert fail for everyone in the same group.
 */
export function boundInstant(instant: Micros): Micros {
  if (!(instant > earliest)) return earliest
  return instant < latest ? Math.floor(instant) : latest
}

/** Reads ISO 8601 with up to nine digits of a second's fraction; null when it is no date. */
export function parseInstant(text: string): Micros | null {
  const milliseconds = Date.parse(text)
  if (Number.isNaN(milliseconds)) return null
  const digits = /\.\d{3}(\d{1,3})/.exec(text)?.[1]
  return milliseconds * 1000 + (digits === undefined ? 0 : Number(digits.padEnd(3, '0')))
}

let cachedDay = -1
let cachedDate = ''

/** `YYYY-MM-DD HH:MM:SS.ffffff`, as the engine reads it. */
export function formatInstant(instant: Micros): string {
  const bounded = boundInstant(instant)
  const day = Math.floor(bounded / microsPerDay)
  if (day !== cachedDay) {
    cachedDate = new Date(day * 86_400_000).toISOString().slice(0, 10)
    cachedDay = day
  }
  const ofDay = bounded - day * microsPerDay
  const seconds = Math.floor(ofDay / 1_000_000)
  const fraction = String(1_000_000 + (ofDay - seconds * 1_000_000)).slice(1)
  return `${cachedDate} ${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}.${fraction}`
}

function two(value: number): string {
  return String(100 + Math.floor(value)).slice(1)
}

/** The inverse of `formatInstant`. */
export function parseStoredInstant(text: string): Micros {
  return parseInstant(`${text.replace(' ', 'T')}Z`) ?? earliest
}

/** The first of any number of instants: as arguments of one call some 100,000 would exceed the stack. */
export function earliestOf(instants: readonly Micros[]): Micros {
  return instants.reduce((first, instant) => Math.min(first, instant), Number.POSITIVE_INFINITY)
}

/** The hour since 1970 that an instant lies in: the part of a sort key that time contributes. */
export function hourOf(instant: Micros): number {
  return Math.floor(boundInstant(instant) / 3_600_000_000)
}
