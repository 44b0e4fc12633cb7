import { useLanguage } from '../../lib/language.ts'
import { useTimeZone } from '../../lib/time-zone.ts'

const day = 86_400

/**
 * Labels of a time axis whose buckets are this long, in seconds. Buckets of days are days of UTC and are named as such:
 * where the clock is behind, each would else bear the name of the day before. Shorter ones are told in `timeZone`.
 */
export function timeFormatsOf(language: string, bucketSeconds: number, timeZone?: string) {
  const isDays = bucketSeconds >= day
  const zone = isDays ? { timeZone: 'UTC' } : timeZone === undefined ? {} : { timeZone }
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  const date = { month: 'numeric', day: 'numeric' } as const
  const { minute: _, ...hours } = clock
  const tick = new Intl.DateTimeFormat(language, {
    ...(isDays ? date : bucketSeconds >= 3 * 3_600 ? { ...date, ...hours } : clock),
    ...zone,
  })
  const full = new Intl.DateTimeFormat(language, {
    month: 'short',
    day: 'numeric',
    weekday: 'short',
    ...(isDays ? {} : clock),
    ...zone,
  })
  return {
    formatTick: (time: number) => tick.format(time),
    formatTime: (time: number) => full.format(time),
  }
}

/** The same in the language and the time zone of the page. */
export function useTimeFormats(bucketSeconds: number) {
  return timeFormatsOf(useLanguage(), bucketSeconds, useTimeZone())
}
