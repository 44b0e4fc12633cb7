import type { ProjectRetention } from '@kansoku/contracts'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { ScrollRegion } from '../../ui/scroll-region.tsx'

const counts = ['traces', 'observations', 'scores', 'comments', 'media'] as const

/** What each run removed, the last one first. */
export function RetentionRuns({ runs }: Pick<ProjectRetention, 'runs'>) {
  const { t } = useTranslation()
  const { dateTime, number } = useFormats()
  const label = t('settings.retention.removed')
  return (
    <ScrollRegion label={label} className="max-h-64 overflow-auto pb-1.5">
      <table aria-label={label} className="w-full text-sm">
        <thead>
          <tr className="h-8 text-xs whitespace-nowrap text-ink-3">
            <th scope="col" className="px-4 text-left font-medium">
              {label}
            </th>
            {counts.map((count) => (
              <th key={count} scope="col" className="px-2 text-right font-medium last:pr-4">
                {t(`settings.retention.column.${count}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={run.id} className="h-9 border-t border-line">
              <th scope="row" className="px-4 text-left font-normal whitespace-nowrap">
                {dateTime(run.ranAt)}
              </th>
              {counts.map((count) => (
                <td key={count} className="px-2 text-right text-ink-2 tabular-nums last:pr-4">
                  {number(run[count])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
