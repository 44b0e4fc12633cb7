import { randomUUID } from 'node:crypto'
import { type DashboardWidgetBody, KansokuError, type WidgetQuestion } from '@kansoku/contracts'
import { checkWidget } from '@kansoku/query'
import { dashboardWidgets } from '@kansoku/storage'
import type { PlatformContext, Transaction } from '../context.ts'
import { chartConfigOf, type DashboardWidget, questionColumns, toWidget } from './widget-row.ts'

/** Stores a chart. Throws `invalid_request` when the metrics cannot answer its question. */
export async function createDashboardWidget(
  ctx: PlatformContext,
  {
    projectId,
    widget,
    ofTile = false,
  }: {
    readonly projectId: string
    readonly widget: DashboardWidgetBody
    /** It goes with the last tile that shows it. */
    readonly ofTile?: boolean
  },
  db: PlatformContext['metadata']['db'] | Transaction = ctx.metadata.db,
): Promise<DashboardWidget> {
  const { name, description, chartConfig, ...question } = widget
  const sound = requireSound({
    ...question,
    chartConfig: { ...chartConfig, type: chartConfig?.type ?? null },
  })
  const now = ctx.clock.now()
  const [created] = await db
    .insert(dashboardWidgets)
    .values({
      id: randomUUID(),
      projectId,
      name,
      description: description ?? '',
      ...questionColumns(sound),
      ofTile,
      createdAt: now,
      updatedAt: now,
    })
    .returning()
  if (!created) throw new Error('the insert of a dashboard widget returned no row')
  return toWidget(created)
}

type Draft = Omit<WidgetQuestion, 'chartConfig'> & {
  readonly chartConfig: Omit<WidgetQuestion['chartConfig'], 'type'> & {
    readonly type: WidgetQuestion['chartType'] | null
  }
}

/** The question as it is stored. Throws `invalid_request` when it cannot be answered or its settings are another chart's. */
export function requireSound({ chartConfig: { type, ...settings }, ...question }: Draft): WidgetQuestion {
  if (type !== null && type !== question.chartType) {
    throw new KansokuError(
      'invalid_request',
      `chartConfig.type ${type} does not match chartType ${question.chartType}`,
    )
  }
  const sound = { ...question, chartConfig: chartConfigOf(question.chartType, settings) }
  checkWidget(sound)
  return sound
}
