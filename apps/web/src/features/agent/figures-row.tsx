import type { ReactNode } from 'react'

export interface Figure {
  readonly key: string
  readonly label: string
  readonly value: ReactNode
  readonly detail?: ReactNode
}

/** Figures of a task in tiles. */
export function FiguresRow({
  label,
  figures,
}: {
  readonly label: string
  readonly figures: readonly Figure[]
}) {
  return (
    <dl
      aria-label={label}
      className="grid grid-cols-2 gap-px overflow-hidden rounded-xl border border-line bg-line sm:grid-cols-3 xl:grid-cols-6"
    >
      {figures.map(({ key, label: name, value, detail }) => (
        <div key={key} className="min-w-0 bg-surface px-4 py-3">
          <dt className="truncate text-xs text-ink-2">{name}</dt>
          <dd className="mt-1">
            <span className="block truncate text-xl font-semibold tracking-tight tabular">{value}</span>
            {detail && <span className="block truncate text-2xs text-ink-3 tabular">{detail}</span>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
