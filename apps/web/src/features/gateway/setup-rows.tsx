import type { ReactNode } from 'react'

/** Facts of the config file, each on a line. */
export function SetupFacts({ children }: { readonly children: ReactNode }) {
  return <dl className="py-1.5">{children}</dl>
}

export function SetupFact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="flex min-h-9 items-center gap-3 border-t border-line/70 px-4 py-1.5 text-sm first:border-t-0">
      <dt className="w-48 shrink-0 text-ink-2 max-sm:w-32">{label}</dt>
      <dd className="min-w-0 flex-1 break-words text-ink tabular">{children}</dd>
    </div>
  )
}

/** Things of a kind that the file names, one below the other. */
export function SetupList({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <ul aria-label={label} className="py-1.5">
      {children}
    </ul>
  )
}

interface SetupItemProps {
  readonly name: string
  /** What is known of it beside the name. */
  readonly notes: ReactNode
  readonly children?: ReactNode
}

export function SetupItem({ name, notes, children }: SetupItemProps) {
  return (
    <li className="flex flex-col gap-1.5 border-t border-line/70 px-4 py-2.5 text-sm first:border-t-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-medium text-ink">{name}</span>
        <span className="flex flex-wrap items-center gap-1.5 text-xs text-ink-3">{notes}</span>
      </div>
      {children}
    </li>
  )
}

/** Says what to write where the file names nothing. */
export function NothingSet({ text, example }: { readonly text: string; readonly example: string }) {
  return (
    <p className="px-4 py-3 text-sm text-ink-2">
      {text} <code className="rounded-sm bg-sunken px-1 font-mono text-xs">{example}</code>
    </p>
  )
}
