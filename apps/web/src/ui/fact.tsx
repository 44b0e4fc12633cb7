import clsx from 'clsx'
import type { ReactNode } from 'react'

interface FactProps {
  readonly label: string
  readonly className?: string
  readonly children: ReactNode
}

/** A name and its value on one line, within a list of them. */
export function Fact({ label, className, children }: FactProps) {
  return (
    <div className={clsx('flex min-w-0 max-w-60 items-baseline gap-1.5', className)}>
      <dt className="shrink-0 text-ink-3">{label}</dt>
      <dd className="min-w-0 truncate text-ink tabular">{children}</dd>
    </div>
  )
}

/** Facts of a page, on one line where there is room. */
export function FactBar({ children }: { readonly children: ReactNode }) {
  return (
    <dl className="flex shrink-0 flex-wrap gap-x-5 gap-y-1 border-b border-line px-4 py-2 text-xs max-sm:px-3">
      {children}
    </dl>
  )
}
