import { useLanguage } from '../../lib/language.ts'

const day = 86_400

/** Labels of a time axis whose buckets are this long, in seconds. */
export function useTimeFormats(bucketSeconds: number) {
  const language = useLanguage()
  const isDays = bucketSeconds >= day
  const tick = new Intl.DateTimeFormat(
    language,
    isDays
      ? { month: 'numeric', day: 'numeric' }
      : bucketSeconds >= 3 * 3_600
        ? { month: 'numeric', day: 'numeric', hour: '2-digit', hourCycle: 'h23' }
        : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  )
  const full = new Intl.DateTimeFormat(language, {
    month: 'short',
    day: 'numeric',
    weekday: 'short',
    ...(isDays ? {} : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
  })
  return {
    formatTick: (time: number) => tick.format(time),
    formatTime: (time: number) => full.format(time),
  }
}
