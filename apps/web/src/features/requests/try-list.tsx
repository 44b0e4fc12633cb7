import type { CallTry } from '@kansoku/contracts'
import clsx from 'clsx'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { Cost, Duration, Instant } from '../traces/cells.tsx'
import { TokenFigures } from '../traces/token-figures.tsx'
import { CallOutcome } from './call-status.tsx'
import { CalledModel } from './called-model.tsx'

interface TryListProps {
  readonly tries: readonly CallTry[]
  /** Absent: a try leads nowhere. */
  readonly onOpen?: (one: CallTry) => void
}

/** Tries of one call in order, each with how it differs from the one before. */
export function TryList({ tries, onOpen }: TryListProps) {
  return (
    <ol className="flex flex-col">
      {tries.map((one, index) => (
        <TryItem
          key={one.id}
          one={one}
          before={tries[index - 1]}
          isLast={index === tries.length - 1}
          onOpen={onOpen}
        />
      ))}
    </ol>
  )
}

interface TryItemProps {
  readonly one: CallTry
  readonly before: CallTry | undefined
  readonly isLast: boolean
  readonly onOpen: ((one: CallTry) => void) | undefined
}

const dots = { success: 'bg-ok', failure: 'bg-danger', cancelled: 'bg-warn' } as const

function TryItem({ one, before, isLast, onOpen }: TryItemProps) {
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
          {onOpen ? (
            <button
              type="button"
              onClick={() => onOpen(one)}
              className="max-w-full rounded-sm hover:underline"
            >
              <CalledModel call={one} />
            </button>
          ) : (
            <CalledModel call={one} />
          )}
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
