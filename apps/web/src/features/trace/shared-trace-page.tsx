import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Telescope } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { isStatus } from '../../lib/api.ts'
import { useDocumentTitle } from '../../lib/document-title.ts'
import { useErrorText } from '../../lib/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Logo } from '../../ui/logo.tsx'
import { TooltipProvider } from '../../ui/tooltip.tsx'
import { LoadingTrace } from './loading-trace.tsx'
import { type Look, withLook } from './look.tsx'
import { TraceBody } from './trace-body.tsx'
import { TraceFacts } from './trace-facts.tsx'
import { sharedTraceQuery } from './trace-queries.ts'
import { rootId } from './tree.ts'

const route = '/public/traces/$traceId'

/** A public trace as whoever has the link sees it: nothing else of the project, and nothing to change. */
export function SharedTracePage() {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const { traceId } = useParams({ from: route })
  const { project, observation = rootId, look = 'detail' } = useSearch({ from: route })
  const navigate = useNavigate({ from: route })
  const { data: trace, error, refetch } = useQuery(sharedTraceQuery(project, traceId))
  const name = trace?.name ?? t('trace.sharedTrace')
  useDocumentTitle(name)
  const isGone = isStatus(error, 400, 404)
  const select = (id: string) =>
    void navigate({ search: (before) => ({ ...before, observation: id || undefined }), replace: true })
  const setLook = (next: Look) => void navigate({ search: (before) => withLook(before, next), replace: true })
  return (
    <TooltipProvider>
      <main className="flex h-full flex-col">
        <header className="flex min-h-14 shrink-0 items-center gap-3 border-b border-line px-4">
          <Logo />
          <h1 title={name} className="truncate text-lg font-semibold tracking-tight">
            {name}
          </h1>
          <span className="ml-auto shrink-0 text-xs text-ink-3">{t('trace.sharedTrace')}</span>
        </header>
        {trace ? (
          <>
            <TraceFacts projectId={project} trace={trace} />
            <TraceBody
              projectId={project}
              trace={trace}
              selected={observation}
              onSelect={select}
              look={look}
              onLook={setLook}
              isShared
            />
          </>
        ) : error ? (
          <EmptyState
            icon={<Telescope size={36} strokeWidth={1.25} />}
            title={isGone ? t('trace.notFound') : t('trace.notLoaded')}
            text={isGone ? t('trace.sharedNotFoundText') : errorText(error)}
          >
            <Button onClick={() => void refetch()}>{t('app.retry')}</Button>
          </EmptyState>
        ) : (
          <LoadingTrace />
        )}
      </main>
    </TooltipProvider>
  )
}
