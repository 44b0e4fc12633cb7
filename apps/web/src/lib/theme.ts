import { useSyncExternalStore } from 'react'
import { readStored, writeStored } from './stored-value.ts'

export const themes = ['light', 'dark', 'system'] as const
export type Theme = (typeof themes)[number]

const listeners = new Set<() => void>()
let current: Theme = toTheme(readStored('theme'))

function toTheme(stored: string | null): Theme {
  return stored === 'light' || stored === 'dark' ? stored : 'system'
}

/** Colours follow `color-scheme`, so a theme is one attribute of the page; `system` is its absence. */
export function setTheme(theme: Theme): void {
  current = theme
  writeStored('theme', theme === 'system' ? null : theme)
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
  for (const listener of listeners) listener()
}

// Not within the hook: a function of its own for each drawing would be subscribed anew each time.
function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, () => current)
}
