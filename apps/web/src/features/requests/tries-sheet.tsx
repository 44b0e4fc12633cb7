import type { CallTry } from '@kansoku/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import clsx from 'clsx'
import { ListTree } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../../lib/error-text.ts'
import { useFormats } from '../../lib/language.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Sheet } from '../../ui/dialog.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Cost, Duration, Instant } from '../traces/cells.tsx'
import { TokenFigures } from '../traces/token-figures.tsx'
import { CallOutcome } from './call-status.tsx'
import { CalledModel } from './called-model.tsx'
import type { OpenCall } from './request-search.ts'
import { triesQuery } from './requests-query.ts'

interface TriesSheetProps {
  readonly projectId: string
  readonly open: OpenCall
  readonly onClose: () => void
}

/** The way of one call through the gateway: what was tried, what went wrong, and who answered. */
export function TriesSheet({ projectId, open, onClose }: TriesSheetProps) {
  const { t } = useTranslation()
  return (
    <Sheet
      open={open.trace !== undefined}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('requests.path')}
      side="end"
      isWide
    >
      {open.trace !== undefined && <Tries projectId={projectId} open={open} traceId={open.trace} />}
    </Sheet>
  )
}

type TriesProps = Omit<TriesSheetProps, 'onClose'> & { readonly traceId: string }

function Tries({ projectId, open, traceId }: TriesProps) {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const { data, error, refetch } = useQuery(triesQuery(projectId, open))
  if (!data && error)
    return (
      <EmptyState title={t('requests.notLoaded')} text={errorText(error)}>
        <Button onClick={() => void refetch()}>{t('app.retry')}</Button>
      </EmptyState>
    )
  if (!data) return <Skeleton className="m-4 h-40" />
  if (data.tries.length === 0) return <EmptyState title={t('requests.gone')} />
  return (
    <div className="flex flex-col gap-4 p-4">
      <ol className="flex flex-col">
        {data.tries.map((one, index) => (
          <TryItem
            key={one.id}
            one={one}
            before={data.tries[index - 1]}
            isLast={index === data.tries.length - 1}
          />
        ))}
      </ol>
      {data.hasTrace ? (
        <Link
          to="/project/$projectId/traces/$traceId"
          params={{ projectId, traceId }}
          className={buttonClass({}, 'self-start')}
        >
          <ListTree size={15} aria-hidden="true" className="text-ink-3" />
          {t('requests.openTrace')}
        </Link>
      ) : (
        <p className="text-xs text-ink-3">{t('requests.noTrace')}</p>
      )}
    </div>
  )
}

interface TryItemProps {
  readonly one: CallTry
  readonly before: CallTry | undefined
  readonly isLast: boolean
}

const dots = { success: 'bg-ok', failure: 'bg-danger', cancelled: 'bg-warn' } as const

function TryItem({ one, before, isLast }: TryItemProps) {
  const { t } = useTranslation()
  const { exactTime } = useFormats()
  const isFallback = before !== undefined && before.modelGroup !== one.modelGroup
  const step = before === undefined ? 'first' : isFallback ? 'fallback' : 'again'
  return (
    <li className="relative flex gap-3 pb-4">
      {!isLast && <span aria-hidden="true" className="absolute top-4 bottom-0 left-[4.5px] w-px bg-line" />}
      <span aria-hidden="true" className={clsx('mt-1.5 size-2.5 shrink-0 rounded-full', dots[one.status])} />
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <p className="flex items-baseline justify-between gap-2 text-xs text-ink-3">
          <span>{t(`requests.step.${step}`)}</span>
          <span title={exactTime(one.startedAt)}>
            <Instant instant={one.startedAt} />
          </span>
        </p>
        <div className="text-sm font-medium">
          <CalledModel call={one} />
        </div>
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-ink-2 tabular">
          <CallOutcome call={one} />
          {one.provider !== '' && <span>{one.provider}</span>}
          <Duration seconds={one.duration} />
          {one.totalTokens > 0 && <TokenFigures tokens={one} />}
          {one.status !== 'failure' && <Cost dollars={one.cost} />}
        </p>
        {one.message && (
          <p className="max-h-40 overflow-y-auto rounded-md bg-sunken px-2 py-1.5 font-mono text-xs break-words whitespace-pre-wrap text-ink-2">
            {one.message}
          </p>
        )}
      </div>
    </li>
  )
}
