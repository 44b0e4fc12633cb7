import { getExcerpts, type ObservationExcerpts, type ObservationNode } from '@kansoku/contracts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import clsx from 'clsx'
import { useTranslation } from 'react-i18next'
import { api } from '../../lib/api.ts'
import { useErrorText } from '../../lib/error-text.ts'
import { useFormats } from '../../lib/language.ts'
import { Badge } from '../../ui/badge.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Instant } from '../traces/cells.tsx'
import { shortModel } from '../traces/short-model.ts'
import { ObservationIcon } from './observation-icon.tsx'
import { Payload } from './payload.tsx'
import { observationQuery, traceKey } from './trace-queries.ts'

interface LogEntryProps {
  readonly projectId: string
  readonly traceId: string
  readonly observation: ObservationNode
  /** Observations whose texts are read together with this one's. */
  readonly portion: readonly string[]
  readonly isSelected: boolean
  readonly onOpen: () => void
  /** Shown with all that was said. */
  readonly isWhole: boolean
  readonly onWhole: () => void
}

/** One observation of the log: its head opens it. */
export function LogEntry(props: LogEntryProps) {
  const { observation, isSelected, onOpen, isWhole, onWhole } = props
  const { t } = useTranslation()
  const { duration } = useFormats()
  const { type, name, model, level, startTime, latency, statusMessage } = observation
  const isBad = level === 'ERROR' || level === 'WARNING'
  return (
    <article
      className={clsx('border-b border-line px-5 py-3 max-sm:px-3', isSelected && 'bg-accent-soft/40')}
    >
      <div className="flex items-center gap-2 text-xs">
        <ObservationIcon type={type} />
        <h2 className="flex min-w-0">
          <button
            type="button"
            onClick={onOpen}
            className="min-w-0 truncate rounded-sm text-sm font-semibold hover:underline"
          >
            {name ?? t(`trace.type.${type}`)}
          </button>
        </h2>
        {model && <span className="truncate text-ink-3">{shortModel(model)}</span>}
        {isBad && <Badge tone={level === 'ERROR' ? 'danger' : 'warn'}>{t(`traces.level.${level}`)}</Badge>}
        <span className="ml-auto flex shrink-0 gap-3 tabular">
          {latency !== null && <span>{duration(latency)}</span>}
          <Instant instant={startTime} />
          <button
            type="button"
            aria-expanded={isWhole}
            onClick={onWhole}
            className="rounded-sm font-medium text-accent hover:underline"
          >
            {t(isWhole ? 'messages.showLess' : 'trace.showWhole')}
          </button>
        </span>
      </div>
      {statusMessage && (
        <p className={clsx('mt-1 text-xs break-words', level === 'ERROR' ? 'text-danger' : 'text-ink-2')}>
          {statusMessage.slice(0, 500)}
        </p>
      )}
      {isWhole ? <WholeTexts {...props} /> : <Excerpts {...props} />}
    </article>
  )
}

function Excerpts({ projectId, traceId, portion, observation }: LogEntryProps) {
  const { t } = useTranslation()
  const { data, error } = useQuery({
    queryKey: [...traceKey(projectId, traceId), 'excerpts', portion],
    queryFn: ({ signal }) =>
      api.call(getExcerpts, { params: { projectId, traceId }, query: { id: [...portion] } }, { signal }),
    staleTime: 15_000,
    // A portion grows while its trace runs: what is read already stays in sight.
    placeholderData: keepPreviousData,
  })
  if (!data) return <Waiting error={error} />
  const excerpts = data.excerpts.find(({ observationId }) => observationId === observation.id)
  return (
    <>
      <Excerpt label={t('trace.input')} excerpt={excerpts?.input} />
      <Excerpt label={t('trace.output')} excerpt={excerpts?.output} />
    </>
  )
}

function WholeTexts({ projectId, traceId, observation }: LogEntryProps) {
  const { data, error } = useQuery(observationQuery({ projectId, traceId, observationId: observation.id }))
  return data ? <Payload input={data.input} output={data.output} /> : <Waiting error={error} />
}

function Waiting({ error }: { readonly error: Error | null }) {
  const errorText = useErrorText()
  if (!error) return <Skeleton className="mt-2 h-16" />
  return (
    <p role="alert" className="mt-2 text-xs text-danger">
      {errorText(error)}
    </p>
  )
}

interface ExcerptProps {
  readonly label: string
  readonly excerpt: ObservationExcerpts['input'] | undefined
}

function Excerpt({ label, excerpt }: ExcerptProps) {
  const { t } = useTranslation()
  const { number } = useFormats()
  if (!excerpt || excerpt.text === null) return null
  const isCut = excerpt.length > [...excerpt.text].length
  return (
    <div className="mt-2">
      <p className="text-2xs text-ink-3">
        {label}
        {isCut && ` · ${t('trace.excerpt', { total: number(excerpt.length) })}`}
      </p>
      <pre className="mt-0.5 rounded-md bg-sunken px-2.5 py-1.5 font-mono text-xs leading-5 break-words whitespace-pre-wrap">
        {excerpt.text}
      </pre>
    </div>
  )
}
