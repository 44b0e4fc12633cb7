import type { AgentTaskDetail } from '@kansoku/contracts'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { ScrollRegion } from '../../ui/scroll-region.tsx'
import { AgentBadge } from '../agents/agent-name.tsx'
import { Swatch } from '../dashboard/swatch.tsx'
import { shortModel } from '../traces/short-model.ts'
import { comparedColor } from './compared-colors.ts'
import { costPartNames, sumCostParts } from './cost-parts.ts'
import { useTaskFigures } from './use-task-figures.ts'

interface CompareTableProps {
  readonly projectId: string
  readonly tasks: readonly AgentTaskDetail[]
}

interface Row {
  readonly key: string
  readonly label: string
  readonly cells: readonly ReactNode[]
}

/** What is told of each task, one line for each figure. */
function useRows(tasks: readonly AgentTaskDetail[]): Row[] {
  const { t } = useTranslation()
  const { cost, number } = useFormats()
  const figuresOf = useTaskFigures()
  const figures = tasks.map(figuresOf)
  const told = (figures[0] ?? []).map(({ key, label }, index) => ({
    key,
    label,
    cells: figures.map((ofTask) => (
      <>
        <span className="block font-medium text-ink">{ofTask[index]?.value}</span>
        <span className="block text-2xs text-ink-3">{ofTask[index]?.detail}</span>
      </>
    )),
  }))
  const parts = tasks.map(
    ({ turns }) => new Map(sumCostParts(turns).map(({ part, dollars }) => [part, dollars])),
  )
  const money = costPartNames
    .filter((part) => parts.some((sums) => sums.has(part)))
    .map((part) => ({
      key: `cost ${part}`,
      label: t('agents.costOf', { part: t(`agents.parts.${part}`) }),
      cells: parts.map((sums) => cost(sums.get(part) ?? 0)),
    }))
  const names = [...new Set(tasks.flatMap(({ tools }) => tools.map(({ name }) => name)))]
  const tools = names.map((name) => ({
    key: `tool ${name}`,
    label: t('agents.usesOf', { name }),
    cells: tasks.map((task) => number(task.tools.find((tool) => tool.name === name)?.uses ?? 0)),
  }))
  return [
    {
      key: 'models',
      label: t('sessions.column.models'),
      cells: tasks.map(({ models }) => models.map(shortModel).join(', ')),
    },
    ...told,
    ...money,
    ...tools,
  ]
}

/** Tasks in columns, their figures in rows. */
export function CompareTable({ projectId, tasks }: CompareTableProps) {
  const { t } = useTranslation()
  const rows = useRows(tasks)
  return (
    <ScrollRegion
      label={t('agents.comparison')}
      className="overflow-x-auto rounded-xl border border-line bg-surface"
    >
      <table aria-label={t('agents.comparison')} className="w-full text-sm tabular">
        <thead>
          <tr>
            <td className="min-w-32" />
            {tasks.map((task, index) => (
              <th key={task.id} scope="col" className="min-w-44 px-3 py-2.5 text-left align-top font-medium">
                <span className="mb-1 flex items-center gap-1.5">
                  <Swatch color={comparedColor(index)} />
                  <AgentBadge agent={task.agent} />
                </span>
                <Link
                  to="/project/$projectId/agents/task/$sessionId"
                  params={{ projectId, sessionId: task.id }}
                  className="line-clamp-2 text-accent hover:underline"
                >
                  {task.title ?? task.id}
                </Link>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, label, cells }) => (
            <tr key={key} className="border-t border-line">
              <th scope="row" className="px-4 py-2 text-left align-top text-xs font-normal text-ink-2">
                {label}
              </th>
              {cells.map((cell, index) => (
                <td key={tasks[index]?.id} className="px-3 py-2 align-top">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
