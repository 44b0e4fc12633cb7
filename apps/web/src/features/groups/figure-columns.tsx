import type { SessionRow, UserRow } from '@kansoku/contracts'
import type { Column } from '../table/column.ts'
import { Cost, Instant } from '../traces/cells.tsx'
import { TokenFigures } from '../traces/token-figures.tsx'
import { FailedTraces } from './failed-traces.tsx'
import type { SessionOrderColumn, UserOrderColumn } from './group-order.ts'

/** What the traces of a session and of a user add up to. */
type Figures = Pick<SessionRow, keyof SessionRow & keyof UserRow>
type FigureColumn = SessionOrderColumn & UserOrderColumn

/** The columns that sessions and users share, each under the name that the list has for it. */
export function figureColumns(
  labelOf: (column: FigureColumn) => string,
  number: (value: number) => string,
): Readonly<Record<FigureColumn, Column<Figures, FigureColumn>>> {
  const column = (
    id: FigureColumn,
    width: number,
    rest: Pick<Column<Figures>, 'align' | 'cell'>,
  ): Column<Figures, FigureColumn> => ({ id, label: labelOf(id), sort: id, width, ...rest })
  return {
    lastTrace: column('lastTrace', 6.75, { cell: (row) => <Instant instant={row.lastTrace} /> }),
    firstTrace: column('firstTrace', 6.75, { cell: (row) => <Instant instant={row.firstTrace} /> }),
    traces: column('traces', 5, { align: 'end', cell: (row) => number(row.traceCount) }),
    failedTraces: column('failedTraces', 4.5, {
      align: 'end',
      cell: (row) => <FailedTraces count={row.failedTraces} />,
    }),
    totalTokens: column('totalTokens', 10.75, { align: 'end', cell: (row) => <TokenFigures tokens={row} /> }),
    totalCost: column('totalCost', 5.5, { align: 'end', cell: (row) => <Cost dollars={row.totalCost} /> }),
  }
}
