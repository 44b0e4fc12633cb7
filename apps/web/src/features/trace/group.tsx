import { type ReactNode, useId } from 'react'

/** A part of the properties under a title. */
export function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="border-b border-line px-4 py-3 last:border-b-0">
      <h3 id={id} className="mb-2 text-xs font-semibold text-ink-2">
        {title}
      </h3>
      {children}
    </section>
  )
}

/** Names and values. */
export function Pairs({ pairs }: { readonly pairs: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-xs">
      {pairs.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="max-w-40 truncate text-ink-3" title={name}>
            {name}
          </dt>
          <dd className="min-w-0 text-right break-words text-ink tabular">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
