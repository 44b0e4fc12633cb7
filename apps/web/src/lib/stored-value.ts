import { useCallback, useState } from 'react'

/** A value of this browser, kept under `kansoku.<key>`. Null when there is none or storage is closed. */
export function readStored(key: string): string | null {
  try {
    return localStorage.getItem(`kansoku.${key}`)
  } catch {
    return null
  }
}

export function writeStored(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`kansoku.${key}`)
    else localStorage.setItem(`kansoku.${key}`, value)
  } catch {
    // Private windows may refuse: the choice then lasts as long as the page.
  }
}

/** React state kept in this browser as JSON. `accept` turns what was stored, maybe by an older version, into a value. */
export function useStoredValue<T>(key: string, accept: (stored: unknown) => T): [T, (value: T) => void] {
  const [value, setValue] = useState<T>(() => accept(parse(readStored(key))))
  const store = useCallback(
    (next: T) => {
      setValue(next)
      writeStored(key, JSON.stringify(next))
    },
    [key],
  )
  return [value, store]
}

function parse(text: string | null): unknown {
  if (text === null) return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
