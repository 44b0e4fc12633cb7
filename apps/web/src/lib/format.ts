/** Numbers, money and times as one language writes them. Costs are US dollars, durations seconds. */
export interface Formats {
  readonly number: (value: number) => string
  /** 12,345 stays; from 100,000 on shortened: 123.5K, 12.3万. */
  readonly compact: (value: number) => string
  readonly cost: (value: number) => string
  /** Few digits, for the axis of a chart. */
  readonly costAxis: (value: number) => string
  readonly percent: (share: number) => string
  /** Of a file, in thousands: 812 byte, 3.4 kB, 1.2 GB. */
  readonly bytes: (value: number) => string
  readonly duration: (seconds: number) => string
  readonly dateTime: (instant: string | number | Date) => string
  /** Date and time to the millisecond, with the time zone. */
  readonly exactTime: (instant: string | number | Date) => string
  /** Short form for rows: the time today, with the date before that, and with the year before this one. */
  readonly rowTime: (instant: string | number | Date, now?: number) => string
  readonly date: (instant: string | number | Date) => string
  readonly relative: (instant: string | number | Date, now?: number) => string
}

const cache = new Map<string, Formats>()

/** Formats of a BCP 47 language tag in the browser's time zone (or the given one), made once. */
export function formatsOf(locale: string, timeZone?: string): Formats {
  const key = `${locale} ${timeZone ?? ''}`
  const known = cache.get(key)
  if (known) return known
  const made = makeFormats(locale, timeZone)
  cache.set(key, made)
  return made
}

function makeFormats(locale: string, timeZone: string | undefined): Formats {
  const integer = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 })
  const short = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 })
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
  return {
    number: (value) => integer.format(value),
    compact: (value) => (Math.abs(value) < 100_000 ? integer.format(value) : short.format(value)),
    cost: makeCost(locale),
    costAxis: makeCostAxis(locale),
    percent: (value) => share.format(value),
    bytes: makeBytes(locale),
    duration: makeDuration(locale),
    ...makeTimes(locale, timeZone),
  }
}

function makeCost(locale: string): (value: number) => string {
  const money = (options: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(locale, {
      style: 'currency',
      currency: 'USD',
      currencyDisplay: 'narrowSymbol',
      ...options,
    })
  const cents = money({ minimumFractionDigits: 2, maximumFractionDigits: 2 })
  const fine = money({ minimumFractionDigits: 4, maximumFractionDigits: 4 })
  const tiny = money({ minimumSignificantDigits: 2, maximumSignificantDigits: 2 })
  return (value) => {
    const size = Math.abs(value)
    if (size === 0 || size >= 1) return cents.format(value)
    return size >= 0.01 ? fine.format(value) : tiny.format(value)
  }
}

function makeCostAxis(locale: string): (value: number) => string {
  const money = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
    notation: 'compact',
    minimumSignificantDigits: 1,
    maximumSignificantDigits: 2,
  })
  return (value) => money.format(value)
}

function makeDuration(locale: string): (seconds: number) => string {
  const isJapanese = locale.startsWith('ja')
  const unit = (name: string, digits = 0) => {
    const format = new Intl.NumberFormat(locale, {
      style: 'unit',
      unit: name,
      // The narrow forms of Japanese are English letters.
      unitDisplay: isJapanese ? 'short' : 'narrow',
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    })
    return (value: number) => format.format(value)
  }
  /** Two units; a smaller one that there is none of is left out. */
  const both = (large: string, small: string, rest: number) => {
    if (isJapanese) return (rest === 0 ? large : large + small).replace(/\s/g, '')
    return rest === 0 ? large : `${large} ${small}`
  }
  const [milliseconds, fineSeconds] = [unit('millisecond'), unit('second', 2)]
  const [seconds, minutes, hours] = [unit('second'), unit('minute'), unit('hour')]
  return (value) => {
    if (value < 0.9995) return milliseconds(value * 1000)
    if (value < 59.995) return fineSeconds(value)
    const whole = Math.round(value)
    if (whole < 3600) return both(minutes(Math.floor(whole / 60)), seconds(whole % 60), whole % 60)
    const rest = Math.floor((whole % 3600) / 60)
    return both(hours(Math.floor(whole / 3600)), minutes(rest), rest)
  }
}

const byteUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

function makeBytes(locale: string): (value: number) => string {
  const formats = byteUnits.map(
    (unit) => new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 1 }),
  )
  return (value) => {
    const step = value < 1000 ? 0 : Math.min(Math.floor(Math.log10(value) / 3), byteUnits.length - 1)
    return formats[step]?.format(value / 1000 ** step) ?? ''
  }
}

function makeTimes(locale: string, timeZone: string | undefined) {
  const zone = timeZone === undefined ? {} : { timeZone }
  const clock = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const
  const day = { month: 'short', day: 'numeric' } as const
  const full = new Intl.DateTimeFormat(locale, { year: 'numeric', ...day, ...clock, ...zone })
  const exact = new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    ...day,
    ...clock,
    fractionalSecondDigits: 3,
    timeZoneName: 'short',
    ...zone,
  })
  const timeOnly = new Intl.DateTimeFormat(locale, { ...clock, ...zone })
  const { second: _, ...minutes } = clock
  const dayAndTime = new Intl.DateTimeFormat(locale, { ...day, ...minutes, ...zone })
  const yearAndTime = new Intl.DateTimeFormat(locale, { year: 'numeric', ...day, ...minutes, ...zone })
  const dateOnly = new Intl.DateTimeFormat(locale, { year: 'numeric', ...day, ...zone })
  const dayKey = new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', ...zone })
  return {
    dateTime: (instant: string | number | Date) => full.format(new Date(instant)),
    exactTime: (instant: string | number | Date) => exact.format(new Date(instant)),
    rowTime: (instant: string | number | Date, now = Date.now()) => {
      const date = new Date(instant)
      const [then, today] = [dayKey.format(date), dayKey.format(now)]
      if (then === today) return timeOnly.format(date)
      return (then.slice(0, 4) === today.slice(0, 4) ? dayAndTime : yearAndTime).format(date)
    },
    date: (instant: string | number | Date) => dateOnly.format(new Date(instant)),
    relative: makeRelative(locale),
  }
}

const steps = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const

function makeRelative(locale: string) {
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' })
  return (instant: string | number | Date, now = Date.now()) => {
    const seconds = (new Date(instant).getTime() - now) / 1000
    for (const [unit, length] of steps) {
      if (Math.abs(seconds) >= length) return relative.format(Math.round(seconds / length), unit)
    }
    return relative.format(Math.round(seconds), 'second')
  }
}
