import type { AnalyticsStore } from '@kansoku/storage'
import type { z } from 'zod'
import { askByDay, type DayQuestion, type RowOfPiece } from '../days/ask-by-day.ts'
import { Binder } from '../sql/binder.ts'
import { inScope } from '../sql/scope.ts'
import type { DashboardScope, TileScope } from './scope.ts'

/** What the SQL of a tile is put together from. */
export interface TileParts {
  /** Begins the list of columns, and the list of groups: the piece of time, where days are kept. */
  readonly select: string
  readonly group: string
  /** Condition on project, environment and time. */
  readonly where: string
  /** Range that holds all of the rows, for other tables. */
  readonly around: DashboardScope
  /** Whether an answer is added up from days. */
  readonly byDay: boolean
}

export interface Tile<Row extends object> extends Pick<DayQuestion, 'name' | 'table' | 'time' | 'reads'> {
  readonly row: z.ZodType<Row>
  readonly sql: (parts: TileParts, bind: Binder) => string
}

/** Rows of one group, or of that group in each of several days and hours: whoever asks adds them up. */
export async function askTile<Row extends object>(
  store: AnalyticsStore,
  scope: TileScope,
  tile: Tile<Row>,
): Promise<readonly Row[]> {
  return (await askTileByDay(store, scope, tile)) ?? (await askTileAtOnce(store, scope, tile))
}

/** Undefined where days are not kept. */
export async function askTileByDay<Row extends object>(
  store: AnalyticsStore,
  { from, to, parts, ...rest }: TileScope,
  { row, sql, ...tile }: Tile<Row>,
): Promise<readonly RowOfPiece<Row>[] | undefined> {
  const question: DayQuestion<Row> = {
    ...tile,
    row,
    range: { from, to },
    ...(parts && { parts }),
    byHours: true,
    sql: (piece, within, around, bind) =>
      sql(
        {
          ...{ select: `${piece} AS piece, `, group: 'piece, ', byDay: true },
          where: `${inScope(tile.time, rest, bind)} AND ${within}`,
          around: { ...rest, from: around.from, to: around.to },
        },
        bind,
      ),
  }
  return askByDay(store, question)
}

export async function askTileAtOnce<Row extends object>(
  store: AnalyticsStore,
  scope: DashboardScope,
  { name, time, row, sql }: Tile<Row>,
): Promise<Row[]> {
  const bind = new Binder()
  const where = inScope(time, scope, bind)
  const parts = { select: '', group: '', where, around: scope, byDay: false }
  return store.query({ name, sql: sql(parts, bind), params: bind.params, row, lane: 'report' })
}
