import type { ReactNode } from 'react'

export function Kbd({ children }: { readonly children: ReactNode }) {
  return (
    <kbd className="inline-flex h-5 min-w-5 items-center justify-center rounded-sm border border-line bg-sunken px-1 font-sans text-2xs text-ink-3">
      {children}
    </kbd>
  )
}

const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent)

/** How a keyboard of this machine labels the modifier of `mod+k`. */
export const modKey = (key: string) => (isMac ? `⌘${key}` : `Ctrl ${key}`)
