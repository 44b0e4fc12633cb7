import type { AgentToolSum } from '@kansoku/contracts'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { Card } from '../../ui/card.tsx'
import { DataTable } from '../dashboard/data-table.tsx'

/** Tools of a task with what they took. */
export function ToolsCard({ tools }: { readonly tools: readonly AgentToolSum[] }) {
  const { t } = useTranslation()
  const { number, duration, cost } = useFormats()
  return (
    <Card title={t('agents.tools')} note={t('agents.toolsNote')} className="pb-2">
      {tools.length === 0 ? (
        <p className="px-4 pb-3 text-sm text-ink-3">{t('agents.noTools')}</p>
      ) : (
        <DataTable
          label={t('agents.tools')}
          maxHeight={360}
          columns={(['name', 'uses', 'failed', 'seconds', 'cost'] as const).map((key) =>
            t(`agents.tool.${key}`),
          )}
          rows={tools.map((tool) => [
            <span key="name" className="font-mono">
              {tool.name}
            </span>,
            number(tool.uses),
            tool.failed === 0 ? '–' : <span className="text-danger">{number(tool.failed)}</span>,
            duration(tool.seconds),
            tool.cost === null ? '–' : cost(tool.cost),
          ])}
        />
      )}
    </Card>
  )
}
