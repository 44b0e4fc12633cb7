import type { AgentTaskDetail } from '@kansoku/contracts'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { Card } from '../../ui/card.tsx'
import { DataTable } from '../dashboard/data-table.tsx'
import { Swatch } from '../dashboard/swatch.tsx'
import { costliestTurns, partColors, sumCostParts } from './cost-parts.ts'

/** Most of the dearest turns that are named. */
const mostNamed = 5

/** Where the money of a task went: by part, and by turn. */
export function CostCard({ task }: { readonly task: AgentTaskDetail }) {
  const { t } = useTranslation()
  const { cost, percent, number } = useFormats()
  const parts = sumCostParts(task.turns)
  const total = parts.reduce((sum, { dollars }) => sum + dollars, 0)
  if (total === 0)
    return (
      <Card title={t('agents.money')}>
        <p className="px-4 pb-4 text-sm text-ink-3">{t('agents.noPrice')}</p>
      </Card>
    )
  return (
    <Card title={t('agents.money')} className="pb-2">
      <div aria-hidden="true" className="mx-4 mt-2 mb-1 flex h-2.5 gap-px overflow-hidden rounded-full">
        {parts.map(({ part, dollars }) => (
          <span key={part} style={{ flexGrow: dollars / total, background: partColors[part] }} />
        ))}
      </div>
      <DataTable
        label={t('agents.byPart')}
        columns={[t('agents.part'), t('agents.column.totalCost'), t('agents.share')]}
        rows={parts.map(({ part, dollars }) => [
          <span key={part} className="flex items-center gap-1.5">
            <Swatch color={partColors[part]} />
            {t(`agents.parts.${part}`)}
          </span>,
          cost(dollars),
          percent(dollars / total),
        ])}
      />
      <DataTable
        label={t('agents.dearest')}
        columns={[t('agents.dearest'), t('agents.column.totalCost'), t('agents.share')]}
        rows={costliestTurns(task.turns, mostNamed).map(({ place, turn, dollars }) => [
          `${t('agents.turn', { place: number(place + 1) })}${turn.tools.length > 0 ? ` · ${turn.tools.map(({ name }) => name).join(', ')}` : ''}`,
          cost(dollars),
          percent(dollars / total),
        ])}
      />
    </Card>
  )
}
