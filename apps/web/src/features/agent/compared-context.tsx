import type { AgentTaskDetail } from '@kansoku/contracts'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { Card } from '../../ui/card.tsx'
import { DataTable } from '../dashboard/data-table.tsx'
import { TimeChart } from '../dashboard/lazy-charts.tsx'
import { comparedColor } from './compared-colors.ts'
import { comparedContext } from './task-series.ts'
import { useTurnAxis } from './use-turn-axis.ts'

/** How the contexts of several tasks grew, as lines and as a table. */
export function ComparedContext({ tasks }: { readonly tasks: readonly AgentTaskDetail[] }) {
  const { t } = useTranslation()
  const { compact, number } = useFormats()
  const axis = useTurnAxis()
  const points = comparedContext(tasks)
  const series = tasks.map(({ title, id }, index) => ({
    key: `task${index}`,
    label: title ?? id,
    color: comparedColor(index),
  }))
  return (
    <Card title={t('agents.context')} className="pb-2">
      <TimeChart
        points={points}
        series={series}
        kind="lines"
        height={220}
        formatValue={number}
        formatAxis={compact}
        {...axis}
      />
      <DataTable
        label={t('agents.context')}
        maxHeight={240}
        columns={[t('agents.turnColumn'), ...series.map(({ label }) => label)]}
        rows={points.map((point) => [
          number(point.time),
          ...series.map(({ key }) => {
            const value = point[key] ?? null
            return value === null ? '–' : number(value)
          }),
        ])}
      />
    </Card>
  )
}
