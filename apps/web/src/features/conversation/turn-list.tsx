import { useEffect, useEffectEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../../lib/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { ScrollRegion } from '../../ui/scroll-region.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { TurnSection } from './turn-section.tsx'
import { usePortions } from './use-portions.ts'

interface TurnListProps {
  readonly projectId: string
  readonly sessionId: string
  /** Changes when the session does. */
  readonly version: string | undefined
  /** The turn that the address names. */
  readonly target: string | undefined
}

/** Calls once an element comes within a screen of what is seen. */
function useNearing(onNear: () => void, watched: unknown) {
  const mark = useRef<HTMLDivElement>(null)
  const near = useEffectEvent(onNear)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is watched moves when it changes
  useEffect(() => {
    if (!mark.current) return
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) near()
      },
      { rootMargin: '100% 0px' },
    )
    observer.observe(mark.current)
    return () => observer.disconnect()
  }, [watched])
  return mark
}

/** Loads portions until the turn of the address is among them, then shows it, once. */
function useTarget(target: string | undefined, turnCount: number, isFound: boolean, loadMore: () => void) {
  const box = useRef<HTMLDivElement>(null)
  const more = useEffectEvent(loadMore)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each portion that came may hold it
  useEffect(() => {
    if (target !== undefined && !isFound) more()
  }, [target, isFound, turnCount])
  useEffect(() => {
    if (target === undefined || !isFound) return
    box.current?.querySelector(`[data-turn="${CSS.escape(target)}"]`)?.scrollIntoView({ block: 'start' })
  }, [target, isFound])
  return box
}

/** A session as one conversation, from its beginning on; what follows loads as one scrolls. */
export function TurnList({ projectId, sessionId, version, target }: TurnListProps) {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const portions = usePortions(projectId, sessionId, version)
  const { turns, error, isLoading, hasMore, loadMore, retry } = portions
  const isFound = turns.some(({ turn }) => turn.id === target)
  const box = useTarget(target, turns.length, isFound, loadMore)
  const mark = useNearing(loadMore, turns.length)
  return (
    <ScrollRegion
      ref={box}
      label={t('messages.conversation')}
      className="min-h-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2"
    >
      <div className="mx-auto flex max-w-4xl flex-col gap-3 p-4 max-sm:p-2">
        {turns.map((shown, index) => (
          <TurnSection
            key={shown.turn.id}
            projectId={projectId}
            shown={shown}
            place={index + 1}
            isTarget={shown.turn.id === target}
          />
        ))}
        <div ref={mark} />
        {error ? (
          <p className="flex flex-wrap items-center justify-center gap-3 py-6 text-sm text-ink-2">
            {errorText(error)}
            <Button onClick={retry}>{t('app.retry')}</Button>
          </p>
        ) : isLoading ? (
          <div role="status" aria-label={t('app.loading')}>
            <Skeleton className="h-40" />
          </div>
        ) : (
          !hasMore && <p className="py-4 text-center text-xs text-ink-3">{t('conversation.end')}</p>
        )}
      </div>
    </ScrollRegion>
  )
}
