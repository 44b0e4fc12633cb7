import { z } from 'zod'

export const unitMs: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 7 * 86_400_000,
}

/** LiteLLM's spelling of a length of time: `30s`, `30m`, `30h`, `30d`, `4w`, `1mo`. */
export const duration = z
  .string()
  .regex(/^[1-9]\d{0,5}(s|m|h|d|w|mo)$/, 'A duration is a number and one of s, m, h, d, w, mo, as in 30d')

/** The instant that long after another; a month ends on the same day of the next one, or on its last. */
export function addDuration(from: Date, length: string): Date {
  const { count, unit } = parseDuration(length)
  if (unit !== 'mo') return new Date(from.getTime() + count * (unitMs[unit] ?? 0))
  const lastDay = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + count + 1, 0)).getUTCDate()
  const to = new Date(from)
  to.setUTCDate(1)
  to.setUTCMonth(from.getUTCMonth() + count)
  to.setUTCDate(Math.min(from.getUTCDate(), lastDay))
  return to
}

export function parseDuration(length: string): { count: number; unit: string } {
  const count = Number.parseInt(length, 10)
  return { count, unit: length.slice(String(count).length) }
}
