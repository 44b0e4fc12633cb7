import type { ServerContext } from '../../context.ts'

/** The one answer to the one row. */
export async function presentOne<Row, T>(
  present: (context: ServerContext, rows: readonly Row[]) => Promise<T[]>,
  context: ServerContext,
  row: Row,
): Promise<T> {
  const [shown] = await present(context, [row])
  if (shown === undefined) throw new Error('a presenter left its row out')
  return shown
}
