import clsx from 'clsx'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { usageRows } from './usage.ts'

interface UsageTableProps {
  readonly usage: Readonly<Record<string, number>>
  readonly costs: Readonly<Record<string, number>>
}

/** Tokens and cost of each usage type. A type keeps its own name beside what it means. */
export function UsageTable({ usage, costs }: UsageTableProps) {
  const { t } = useTranslation()
  const { number, cost } = useFormats()
  const rows = usageRows(usage, costs)
  if (rows.length === 0) return <p className="text-xs text-ink-3">{t('trace.noUsage')}</p>
  return (
    <table aria-label={t('trace.usage')} className="w-full text-xs">
      <thead>
        <tr className="text-2xs text-ink-3">
          <th scope="col" className="pb-1 text-left font-medium">
            {t('trace.usageType')}
          </th>
          <th scope="col" className="pb-1 text-right font-medium">
            {t('trace.tokens')}
          </th>
          <th scope="col" className="pb-1 pl-3 text-right font-medium">
            {t('trace.cost')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, kind, tokens, cost: dollars }) => (
          <tr
            key={key}
            className={clsx('border-t border-line', kind === 'total' ? 'font-semibold' : 'font-normal')}
          >
            <th scope="row" title={key} className="py-1 pr-2 text-left [font-weight:inherit] text-ink-2">
              {kind === 'other' ? key : t(`trace.usageKind.${kind}`)}
            </th>
            <td className="py-1 text-right">{tokens === null ? '–' : number(tokens)}</td>
            <td className="py-1 pl-3 text-right">{dollars === null ? '–' : cost(dollars)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
