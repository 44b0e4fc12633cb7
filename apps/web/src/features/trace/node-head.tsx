import type { ObservationNode, TraceDetail } from '@kansoku/contracts'
import { CircleAlert, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { MiddleCut } from '../../ui/middle-cut.tsx'
import { LongText } from '../messages/long-text.tsx'
import { ObservationIcon } from './observation-icon.tsx'
import { tokensOf, tokensPerSecond } from './usage.ts'

function Figure({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-2xs text-ink-3">{label}</dt>
      <dd className="truncate text-sm font-medium tabular">{children}</dd>
    </div>
  )
}

interface NoticeProps {
  readonly isError: boolean
  readonly title: string
  /** What the title means, in a sentence. */
  readonly text?: string
  /** What the program said. */
  readonly message: string | null
}

function Notice({ isError, title, text, message }: NoticeProps) {
  const Icon = isError ? CircleAlert : TriangleAlert
  return (
    <div
      role="note"
      aria-label={title}
      className={`mt-3 flex gap-2.5 rounded-lg px-3 py-2.5 text-sm ${isError ? 'bg-danger-soft text-danger' : 'bg-warn-soft text-warn'}`}
    >
      <Icon size={16} aria-hidden="true" className="mt-0.5 shrink-0" />
      <div className="min-w-0 flex-1">
        <p className="font-semibold">{title}</p>
        {text && <p>{text}</p>}
        {message && (
          <div className="font-mono text-xs leading-5 [&_button]:font-sans">
            <LongText text={message} limit={1_500} plain />
          </div>
        )}
      </div>
    </div>
  )
}

/** The message of an error or warning, before everything else. */
function Problem({ node }: { readonly node: ObservationNode }) {
  const { t } = useTranslation()
  const { level, statusMessage } = node
  if (level === 'ERROR' || level === 'WARNING')
    return <Notice isError={level === 'ERROR'} title={t(`traces.level.${level}`)} message={statusMessage} />
  return statusMessage ? <p className="mt-3 text-sm break-words text-ink-2">{statusMessage}</p> : null
}

/** What failed first in a trace, and whether it was made good. */
export function TraceProblem({ trace }: { readonly trace: TraceDetail }) {
  const { t } = useTranslation()
  const failed = trace.observations.find(({ level }) => level === 'ERROR')
  if (!failed) return null
  if (!trace.recovered) return <Problem node={failed} />
  return (
    <Notice
      isError={false}
      title={t('traces.recovered')}
      text={t('traces.recoveredText', { count: trace.errorCount })}
      message={failed.statusMessage}
    />
  )
}

function Figures({ node }: { readonly node: ObservationNode }) {
  const { t } = useTranslation()
  const { duration, cost, number } = useFormats()
  const speed = tokensPerSecond(node)
  const input = tokensOf(node.usageDetails, 'input')
  const output = tokensOf(node.usageDetails, 'output')
  return (
    <dl className="mt-3 flex flex-wrap gap-x-7 gap-y-2">
      {node.model && (
        <Figure label={t('trace.model')}>
          <MiddleCut text={node.model} />
        </Figure>
      )}
      <Figure label={t('traces.column.latency')}>
        {node.latency === null ? t('trace.running') : duration(node.latency)}
      </Figure>
      {node.timeToFirstToken !== null && (
        <Figure label={t('trace.timeToFirstToken')}>{duration(node.timeToFirstToken)}</Figure>
      )}
      {speed !== null && (
        <Figure label={t('trace.speed')}>
          {t('trace.perSecond', {
            value: number(speed < 100 ? Math.round(speed * 10) / 10 : Math.round(speed)),
          })}
        </Figure>
      )}
      {input + output > 0 && (
        <Figure label={t('trace.tokens')}>
          {number(input)} → {number(output)}
        </Figure>
      )}
      {node.totalCost !== null && <Figure label={t('trace.cost')}>{cost(node.totalCost)}</Figure>}
    </dl>
  )
}

/** What an observation is and how it went. */
export function NodeHead({
  node,
  children,
}: {
  readonly node: ObservationNode
  readonly children?: ReactNode
}) {
  const { t } = useTranslation()
  return (
    <header className="border-b border-line pb-3">
      <div className="flex items-center gap-2">
        <ObservationIcon type={node.type} />
        <h2 className="min-w-0 truncate text-base font-semibold">
          {node.name ?? t(`trace.type.${node.type}`)}
        </h2>
        <span className="shrink-0 text-xs text-ink-3">{t(`trace.type.${node.type}`)}</span>
        {children && <span className="-my-1 ml-auto flex shrink-0">{children}</span>}
      </div>
      <Problem node={node} />
      <Figures node={node} />
    </header>
  )
}
