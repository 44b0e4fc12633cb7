import { listOf, textOf } from '../../app/search-params.ts'
import { offsetOf } from '../../lib/time-zone.ts'

export const presets = ['15m', '1h', '3h', '6h', '24h', '7d', '14d', '30d', '90d'] as const
export type RangePreset = (typeof presets)[number]

export const defaultPreset: RangePreset = '24h'

const unitSeconds = { m: 60, h: 3_600, d: 86_400 } as const

/** Time range and environments as they stand in the address of every page of a project. */
export interface RangeSearch {
  readonly range?: RangePreset | undefined
  /** ISO instants; both are there or neither. They win over `range`. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly env?: readonly string[] | undefined
}

export interface Interval {
  readonly from: string
  readonly to: string
}

export function presetSeconds(preset: RangePreset): number {
  const unit = preset.at(-1) as keyof typeof unitSeconds
  return Number.parseInt(preset, 10) * unitSeconds[unit]
}

/** Reads a range from an address; what makes no sense there is left out, so that old links still open. */
export function readRange(search: Record<string, unknown>): RangeSearch {
  const env = listOf(search, 'env')
  const preset = presets.find((name) => name === textOf(search, 'range'))
  const from = toInstant(textOf(search, 'from'))
  const to = toInstant(textOf(search, 'to'))
  return {
    ...(from && to && from < to ? { from, to } : preset ? { range: preset } : {}),
    ...(env ? { env } : {}),
  }
}

/** A page's own range where the address has none. It stays out of the address: only a chosen range is taken along to others. */
export const rangeByDefault = <S extends RangeSearch>(search: S, preset: RangePreset | undefined): S =>
  search.range || search.from || !preset ? search : { ...search, range: preset }

function toInstant(text: string | undefined): string | undefined {
  const time = Date.parse(text ?? '')
  return Number.isNaN(time) ? undefined : new Date(time).toISOString()
}

/** The shortest of the usual ranges that holds all of a project whose first trace is that old. */
export function fittingPreset(firstTrace: string, now: number): RangePreset {
  const age = (now - Date.parse(firstTrace)) / 1000
  return (['1h', '3h', '6h'] as const).find((preset) => age < presetSeconds(preset)) ?? defaultPreset
}

/** The interval that a range means now. `slackSeconds` lets clocks that run ahead of ours take part. */
export function toInterval(range: RangeSearch, now: number, slackSeconds = 0): Interval {
  if (range.from && range.to) return { from: range.from, to: range.to }
  const length = presetSeconds(range.range ?? defaultPreset) * 1000
  return {
    from: new Date(now - length).toISOString(),
    to: new Date(now + slackSeconds * 1000).toISOString(),
  }
}

/** True when new traces can still fall into the range. */
export function isOpenEnded(range: RangeSearch, now: number): boolean {
  return range.to === undefined || Date.parse(range.to) > now
}

/** Value of a `datetime-local` field, as a clock of the time zone shows it. */
export function toFieldValue(instant: string, timeZone: string | undefined): string {
  const time = Date.parse(instant)
  return new Date(time + offsetOf(time, timeZone)).toISOString().slice(0, 16)
}

export function fromFieldValue(value: string, timeZone: string | undefined): string | undefined {
  const shown = Date.parse(`${value}Z`)
  if (Number.isNaN(shown)) return undefined
  // The offset is that of the instant, which is known only by the offset: the second look is right but in a lost hour.
  const near = shown - offsetOf(shown, timeZone)
  return new Date(shown - offsetOf(near, timeZone)).toISOString()
}
