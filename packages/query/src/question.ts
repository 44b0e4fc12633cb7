import type { AnalyticsStore, Lane, RowAccess } from '@kansoku/storage'
import type { z } from 'zod'
import { Binder } from './sql/binder.ts'

export interface QuestionDefinition<P extends z.ZodType, R extends z.ZodType> {
  /** `<noun>/<question>`, for logs and metrics. */
  readonly name: string
  readonly params: P
  /** One row of the answer. */
  readonly row: R
  readonly lane?: Lane
  /** See `Statement`. */
  readonly access?: RowAccess
  /** Bound on the run time in the engine; default 30. */
  readonly timeoutSeconds?: number
  readonly sql: (params: z.output<P>, bind: Binder) => string
}

/** Lines of JSON, one for each row. */
export type Answer = Uint8Array

/** A question that can be put to a store. Rejects with `QueryTimeoutError` or `StorageUnavailableError`. */
export interface Ask<P extends z.ZodType, R extends z.ZodType> {
  (store: AnalyticsStore, params: z.input<P>): Promise<z.output<R>[]>
  /**
   * The answer as it came, for who goes through many rows beside requests and reads them with `read`, on a thread of its
   * own. As a text it would stay in memory until the event loop collects its garbage, of which it has little.
   */
  bytes(store: AnalyticsStore, params: z.input<P>): Promise<Answer>
  /** The rows of such an answer. */
  read(answer: Answer): z.output<R>[]
}

const jobSeconds = 300

/** Turns a definition into a function; its SQL sees checked params and binds every value. */
export function defineQuestion<P extends z.ZodType, R extends z.ZodType>(
  definition: QuestionDefinition<P, R>,
): Ask<P, R> {
  const { name, params, lane = 'read', access, timeoutSeconds = 30 } = definition
  const row = definition.row as z.ZodType<z.output<R>>
  const write = (input: z.input<P>) => {
    const bind = new Binder()
    return { name, sql: definition.sql(params.parse(input), bind), params: bind.params }
  }
  return Object.assign(
    async (store: AnalyticsStore, input: z.input<P>) =>
      store.query({ ...write(input), row, lane, access, timeoutSeconds }),
    {
      bytes: async (store: AnalyticsStore, input: z.input<P>) =>
        store.queryBytes({ ...write(input), lane: 'job', timeoutSeconds: jobSeconds }),
      read: (answer: Answer) =>
        Buffer.from(answer.buffer, answer.byteOffset, answer.byteLength)
          .toString()
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => row.parse(JSON.parse(line))),
    },
  )
}
