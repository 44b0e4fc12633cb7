import clsx from 'clsx'
import { type ReactNode, useId } from 'react'

interface CardProps {
  readonly title: ReactNode
  readonly note?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
  readonly className?: string
}

/** A named region of a page. */
export function Card({ title, note, actions, children, className }: CardProps) {
  const id = useId()
  return (
    <section
      aria-labelledby={id}
      className={clsx('min-w-0 rounded-xl border border-line bg-surface', className)}
    >
      <header className="flex min-h-12 flex-wrap items-center justify-between gap-x-3 gap-y-1 px-4 pt-3">
        <div className="flex min-w-0 items-baseline gap-2">
          <h2 id={id} className="text-sm font-semibold text-ink">
            {title}
          </h2>
          {note && <p className="truncate text-xs text-ink-3">{note}</p>}
        </div>
        {actions && <div className="flex min-w-0 flex-wrap items-center gap-1.5">{actions}</div>}
      </header>
      {children}
    </section>
  )
}
