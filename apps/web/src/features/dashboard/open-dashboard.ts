import { queryClient } from '../../app/query-client.ts'
import { readStored, writeStored } from '../../lib/stored-value.ts'
import { firstTraceQuery } from '../time-range/first-trace-query.ts'
import { defaultPreset, fittingPreset, type RangePreset, readRange } from '../time-range/time-range.ts'
import { askDashboardEarly } from './dashboard-queries.ts'

/** A project that was once too old for a shorter range stays so: this one need not be asked about again. */
const isGrown = (projectId: string) => readStored('grownProject') === projectId

/** A project that began an hour ago would fill one bar of a day: its dashboard opens on what there is. */
export async function youngProjectRange(projectId: string): Promise<RangePreset | undefined> {
  if (isGrown(projectId)) return undefined
  const first = await queryClient.fetchQuery(firstTraceQuery(projectId)).catch(() => undefined)
  if (!first?.timestamp) return undefined
  const preset = fittingPreset(first.timestamp, Date.now())
  if (preset !== defaultPreset) return preset
  writeStored('grownProject', projectId)
  return undefined
}

type Params = Readonly<Record<string, string>>
type Address = Readonly<Record<string, unknown>>

/** A failure is told where a chart is shown. */
export const loadChartsEarly = () => import('./every-chart.ts').catch(() => undefined)

/** What the dashboard begins with, before its code is there. */
export function askFiguresEarly({ projectId = '' }: Params, address: Address): void {
  // The chart library first: it would wait for the figures otherwise, which take all connections.
  void loadChartsEarly()
  const range = readRange(address)
  if (!isGrown(projectId)) void queryClient.prefetchQuery(firstTraceQuery(projectId))
  if (range.range || range.from || isGrown(projectId)) askDashboardEarly({ projectId, range })
}
