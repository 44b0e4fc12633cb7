import type { getUsageBy, RouteResponse, UsageDimension, UsageRow } from '@kansoku/contracts'
import { type UseQueryResult, useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Download } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { saveText, toCsv } from '../../lib/csv.ts'
import { useErrorText } from '../../lib/error-text.ts'
import { useFormats } from '../../lib/language.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { MiddleCut } from '../../ui/middle-cut.tsx'
import { ChartCard } from '../dashboard/chart-card.tsx'
import { DataTable } from '../dashboard/data-table.tsx'
import { Swatch } from '../dashboard/swatch.tsx'
import { toFilterValue } from '../requests/request-search.ts'
import { readUsageBy, type UsageAsk } from './usage-queries.ts'
import { useUsageNames } from './use-usage-names.ts'

type Usage = RouteResponse<typeof getUsageBy>

interface UsageTableProps {
  readonly query: UseQueryResult<Usage>
  readonly ask: UsageAsk
  readonly by: UsageDimension
  /** Where the table is the legend of a chart. */
  readonly colorOf?: (id: string) => string
  readonly className?: string
}

const columns = ['spend', 'calls', 'failed', 'tokens', 'cacheHits', 'saved'] as const

const figuresOf = (row: UsageRow) => [
  row.spend,
  row.calls,
  row.failed,
  row.totalTokens,
  row.cacheHits,
  row.saved,
]

/** What calls cost and used by one dimension, to look at and to take along; each row leads to its calls. */
export function UsageTable({ query, ask, by, colorOf, className }: UsageTableProps) {
  const { projectId, range } = ask
  const { t } = useTranslation()
  const { cost, number, compact } = useFormats()
  const nameOf = useUsageNames(by, query.data?.rows)
  const title = t(`usage.table.${by}`)
  const heads = [t(`usage.by.${by}`), ...columns.map((column) => t(`usage.column.${column}`))]
  const formats = [cost, number, number, compact, number, cost]
  const write = (rows: readonly UsageRow[]) =>
    saveText(
      `usage-by-${by}.csv`,
      toCsv([['id', ...heads], ...rows.map((row) => [row.id, nameOf(row), ...figuresOf(row)])]),
    )
  const errorText = useErrorText()
  const mostExpensive = query.data?.hasMore && t('usage.mostExpensive', { count: query.data.rows.length })
  const save = useMutation({ mutationFn: () => readUsageBy(ask, by), onSuccess: ({ rows }) => write(rows) })
  return (
    <ChartCard
      title={title}
      note={save.error ? <span className="text-danger">{errorText(save.error)}</span> : mostExpensive}
      actions={
        <IconButton
          size="iconSm"
          label={t('usage.export', { name: title })}
          disabled={!query.data?.rows.length || save.isPending}
          onClick={() => save.mutate()}
        >
          <Download size={14} />
        </IconButton>
      }
      query={query}
      height={264}
      isEmpty={({ rows }) => rows.length === 0}
      chart={({ rows }) => (
        <DataTable
          label={title}
          maxHeight={264}
          columns={heads}
          rows={rows.map((row) => [
            <span key="name" className="flex items-center gap-2">
              {colorOf && <Swatch color={colorOf(row.id)} />}
              <Link
                to="/project/$projectId/requests"
                params={{ projectId }}
                search={{ ...range, [by]: [toFilterValue(row.id)] }}
                className="min-w-0 hover:underline"
              >
                <MiddleCut text={nameOf(row)} title={row.id || nameOf(row)} />
              </Link>
            </span>,
            ...figuresOf(row).map((figure, index) => formats[index]?.(figure)),
          ])}
        />
      )}
      {...(className ? { className } : {})}
    />
  )
}
