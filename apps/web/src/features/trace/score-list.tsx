import type { TraceScore } from '@kansoku/contracts'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'

export function ScoreList({ scores }: { readonly scores: readonly TraceScore[] }) {
  const { t } = useTranslation()
  const { number, dateTime } = useFormats()
  const textOf = ({ dataType, value, stringValue }: TraceScore) => {
    if (dataType === 'BOOLEAN') return value === 1 ? t('trace.yes') : t('trace.no')
    return stringValue ?? (value === null ? '–' : number(value))
  }
  return (
    <ul className="flex flex-col gap-2 text-xs">
      {scores.map((score) => (
        <li key={score.id}>
          <span className="flex items-baseline gap-2">
            <span className="min-w-0 truncate text-ink-2">{score.name}</span>
            <span className="text-2xs text-ink-3" title={dateTime(score.timestamp)}>
              {score.source}
            </span>
            <span className="ml-auto max-w-[50%] truncate font-semibold tabular">{textOf(score)}</span>
          </span>
          {score.comment && <p className="mt-0.5 break-words text-ink-3">{score.comment}</p>}
        </li>
      ))}
    </ul>
  )
}
