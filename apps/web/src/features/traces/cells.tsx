import clsx from 'clsx'
import { useFormats } from '../../lib/language.ts'
import { Badge } from '../../ui/badge.tsx'
import { fittingTags } from './fitting-tags.ts'
import { shortModel } from './short-model.ts'

export const Absent = () => (
  <span aria-hidden="true" className="text-ink-3">
    –
  </span>
)

export function Muted({ text, mono = false }: { readonly text: string | null; readonly mono?: boolean }) {
  if (text === null || text === '') return <Absent />
  return (
    <span title={text} className={clsx('block truncate text-ink-2', mono && 'font-mono text-xs')}>
      {text}
    </span>
  )
}

/** The beginning of a long text: on one line, or on four where rows are tall. */
export function Preview({ text, className }: { readonly text: string | null; readonly className?: string }) {
  if (text === null || text === '') return <Absent />
  return (
    <span
      title={text}
      className={clsx(
        'block min-w-0 truncate text-ink-3 group-data-[height=tall]/table:line-clamp-4 group-data-[height=tall]/table:whitespace-normal',
        className,
      )}
    >
      {text}
    </span>
  )
}

/** Names of models without what they have in common; whole on hover. */
export function Models({ models }: { readonly models: readonly string[] }) {
  if (models.length === 0) return <Absent />
  return (
    <span title={models.join(', ')} className="block truncate text-ink-2">
      {models.map(shortModel).join(', ')}
    </span>
  )
}

export function Instant({ instant }: { readonly instant: string }) {
  const { rowTime, exactTime } = useFormats()
  return (
    <time dateTime={instant} title={exactTime(instant)} className="whitespace-nowrap text-ink-2">
      {rowTime(instant)}
    </time>
  )
}

export function Duration({ seconds }: { readonly seconds: number | null }) {
  const { duration } = useFormats()
  return seconds === null ? <Absent /> : <span className="whitespace-nowrap">{duration(seconds)}</span>
}

export function Cost({ dollars }: { readonly dollars: number | null }) {
  const { cost } = useFormats()
  return dollars === null ? <Absent /> : <span className="whitespace-nowrap">{cost(dollars)}</span>
}

function Tag({ text }: { readonly text: string }) {
  return (
    <span className="flex min-w-0">
      <Badge>
        <span className="truncate">{text}</span>
      </Badge>
    </span>
  )
}

/** As many tags as there is room for in a row, and how many others there are; all of them on hover. */
export function Tags({ tags }: { readonly tags: readonly string[] }) {
  if (tags.length === 0) return <Absent />
  const { shown, others } = fittingTags(tags)
  return (
    <span title={tags.join(', ')} className="flex gap-1">
      {shown.map((tag) => (
        <Tag key={tag} text={tag} />
      ))}
      {others > 0 && (
        <>
          <span aria-hidden="true" className="shrink-0 self-center text-2xs text-ink-3 tabular">
            +{others}
          </span>
          <span className="sr-only">{tags.slice(-others).join(', ')}</span>
        </>
      )}
    </span>
  )
}

/** All tags, on as many lines as they need. */
export function AllTags({ tags }: { readonly tags: readonly string[] }) {
  return (
    <span className="flex flex-wrap gap-1">
      {tags.map((tag) => (
        <Tag key={tag} text={tag} />
      ))}
    </span>
  )
}
