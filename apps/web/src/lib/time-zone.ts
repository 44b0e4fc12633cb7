import { useSyncExternalStore } from 'react'
import { readStored, writeStored } from './stored-value.ts'

const listeners = new Set<() => void>()
let current = toTimeZone(readStored('timeZone'))

/** Undefined for a name that this browser does not know. */
function toTimeZone(name: string | null): string | undefined {
  if (!name) return undefined
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone
  } catch {
    return undefined
  }
}

/** Times are shown in this zone from now on; null: in that of the browser. */
export function setTimeZone(name: string | null): void {
  current = toTimeZone(name)
  writeStored('timeZone', name)
  for (const listener of listeners) listener()
}

// Not within the hook: every time on a page would subscribe anew with each drawing.
function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The chosen time zone; undefined: that of the browser. */
export function useTimeZone(): string | undefined {
  return useSyncExternalStore(subscribe, () => current)
}

export function browserTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** Milliseconds that a clock of the zone is ahead of UTC at an instant. */
export function offsetOf(instant: number, timeZone: string | undefined): number {
  if (timeZone === undefined) return -new Date(instant).getTimezoneOffset() * 60_000
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant)
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((one) => one.type === type)?.value)
  const shown = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  )
  return shown - Math.floor(instant / 1000) * 1000
}
