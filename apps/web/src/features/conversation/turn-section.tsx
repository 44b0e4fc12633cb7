import { Link } from '@tanstack/react-router'
import clsx from 'clsx'
import { ArrowUpRight, Link2 } from 'lucide-react'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { JsonView } from '../json/json-view.tsx'
import { ConversationView } from '../messages/conversation-view.tsx'
import { TokenFigures } from '../traces/token-figures.tsx'
import { TraceLevel } from '../traces/trace-level.tsx'
import type { ShownTurn } from './exchanges.ts'

interface TurnProps {
  readonly projectId: string
  readonly shown: ShownTurn
  /** Place in the session, counted from 1. */
  readonly place: number
  readonly isTarget: boolean
}

/** The address of the session at this turn, without the list it was opened from. */
function linkToTurn(traceId: string): string {
  const link = new URL(location.href)
  link.search = `?turn=${encodeURIComponent(traceId)}`
  return link.href
}

function TurnHead({ projectId, shown: { turn }, place }: Omit<TurnProps, 'isTarget'>) {
  const { t } = useTranslation()
  const { rowTime, exactTime, duration, cost } = useFormats()
  const name = turn.name ?? t('traces.unnamed')
  return (
    <header className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-0.5 bg-sunken/60 px-4 py-1 text-xs text-ink-3 tabular">
      <h2 className="flex min-w-0 items-center gap-1.5 font-medium">
        <span>{place}</span>
        <Link
          to="/project/$projectId/traces/$traceId"
          params={{ projectId, traceId: turn.id }}
          search={{ range: '90d', session: turn.sessionId ? [turn.sessionId] : undefined }}
          title={t('conversation.openTrace', { name })}
          className="inline-flex min-w-0 items-center gap-0.5 text-ink hover:text-accent hover:underline"
        >
          <span className="truncate">{name}</span>
          <ArrowUpRight size={12} aria-hidden="true" className="shrink-0" />
        </Link>
      </h2>
      {turn.level !== 'DEFAULT' && <TraceLevel trace={turn} />}
      <span className="ml-auto flex flex-wrap items-center gap-x-3">
        {turn.latency !== null && <span>{duration(turn.latency)}</span>}
        {turn.totalTokens > 0 && <TokenFigures tokens={turn} />}
        {turn.totalCost !== null && <span>{cost(turn.totalCost)}</span>}
        <time dateTime={turn.timestamp} title={exactTime(turn.timestamp)}>
          {rowTime(turn.timestamp)}
        </time>
        <CopyButton
          text={() => linkToTurn(turn.id)}
          label={t('conversation.copyLink')}
          icon={<Link2 size={13} />}
        />
      </span>
    </header>
  )
}

function Unread({ label, value }: { readonly label: string; readonly value: unknown }) {
  return (
    <div className="py-2">
      <h3 className="mb-1.5 text-xs font-semibold text-ink-2">{label}</h3>
      <JsonView value={value} label={label} />
    </div>
  )
}

/** What was asked before stands in the turns above: one press shows it here, too. */
function Repeated({ count, onShow }: { readonly count: number; readonly onShow: () => void }) {
  const { t } = useTranslation()
  return (
    <button
      type="button"
      onClick={onShow}
      className="mt-2 rounded-sm text-xs text-ink-3 hover:text-ink hover:underline"
    >
      {t('conversation.repeated', { count })}
    </button>
  )
}

function Messages({ shown }: { readonly shown: ShownTurn }): ReactNode {
  const { t } = useTranslation()
  const [whole, setWhole] = useState(false)
  const { turn, input, output, repeated, added, results } = shown
  const hidden = whole ? 0 : repeated
  const asked = useMemo(() => {
    if (!input) return undefined
    return hidden > 0 ? { messages: added, tools: [] } : whole ? input : { ...input, messages: added }
  }, [input, added, hidden, whole])
  const says = (value: unknown) => value !== null && value !== undefined
  if (!says(turn.input) && !says(turn.output))
    return <p className="py-3 text-sm text-ink-3">{t('trace.noPayload')}</p>
  return (
    <>
      {hidden > 0 && <Repeated count={hidden} onShow={() => setWhole(true)} />}
      {!input && says(turn.input) && <Unread label={t('trace.input')} value={turn.input} />}
      {(asked || output) && <ConversationView input={asked} output={output} lateResults={results} />}
      {!output && says(turn.output) && <Unread label={t('trace.output')} value={turn.output} />}
    </>
  )
}

/** One trace of a session: what it added to the conversation, and what that took. */
export function TurnSection({ projectId, shown, place, isTarget }: TurnProps) {
  const { t } = useTranslation()
  return (
    <section
      aria-label={t('conversation.turn', { place })}
      data-turn={shown.turn.id}
      className={clsx(
        'scroll-mt-3 overflow-hidden rounded-xl border bg-surface',
        isTarget ? 'border-accent' : 'border-line',
      )}
    >
      <TurnHead projectId={projectId} shown={shown} place={place} />
      <div className="px-4 pb-1 max-sm:px-3">
        <Messages shown={shown} />
      </div>
    </section>
  )
}
