import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ListTree } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../../lib/error-text.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Sheet } from '../../ui/dialog.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import type { OpenCall } from './request-search.ts'
import { triesQuery } from './requests-query.ts'
import { TryList } from './try-list.tsx'

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
      <TryList tries={data.tries} />
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
