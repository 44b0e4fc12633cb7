import type { AnalyticsStore, Lane } from '@kansoku/storage'
import type { z } from 'zod'
import { Binder } from './sql/binder.ts'

export interface QuestionDefinition<P extends z.ZodType, R extends z.ZodType> {
  /** `<noun>/<question>`, for logs and metrics. */
  readonly name: string
  readonly params: P
  /** One row of the answer. */
  readonly row: R
  readonly lane?: Lane
  /** Bound on the run time in the engine; default 30. */
  readonly timeoutSeconds?: number
  readonly sql: (params: z.output<P>, bind: Binder) => string
}

/** A question that can be put to a store. Rejects with `QueryTimeoutError` or `StorageUnavailableError`. */
export type Ask<P extends z.ZodType, R extends z.ZodType> = (
  store: AnalyticsStore,
  params: z.input<P>,
) => Promise<z.output<R>[]>

/** Turns a definition into a function; its SQL sees checked params and binds every value. */
export function defineQuestion<P extends z.ZodType, R extends z.ZodType>(
  definition: QuestionDefinition<P, R>,
): Ask<P, R> {
  const { name, params, row, lane = 'read', timeoutSeconds = 30 } = definition
  return async (store, input) => {
    const bind = new Binder()
    const sql = definition.sql(params.parse(input), bind)
    return store.query({
      name,
      sql,
      params: bind.params,
      row: row as z.ZodType<z.output<R>>,
      lane,
      timeoutSeconds,
    })
  }
}
