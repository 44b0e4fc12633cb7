import type { ReactNode } from 'react'

interface EmptyStateProps {
  readonly icon?: ReactNode
  readonly title: string
  /** True where it is all there is on a page. */
  readonly isPage?: boolean
  readonly text?: ReactNode
  readonly children?: ReactNode
}

/** Says why there is nothing here and what to do next. */
export function EmptyState({ icon, title, isPage = false, text, children }: EmptyStateProps) {
  const Heading = isPage ? 'h1' : 'h2'
  return (
    <div className="mx-auto flex max-w-xl flex-col items-center gap-2 px-6 py-14 text-center">
      {icon && <div className="mb-1 text-ink-3">{icon}</div>}
      <Heading className="text-lg font-semibold text-balance">{title}</Heading>
      {text && <p className="text-sm text-pretty text-ink-2">{text}</p>}
      {children && <div className="mt-3 flex flex-wrap justify-center gap-2">{children}</div>}
    </div>
  )
}
