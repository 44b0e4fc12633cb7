import type { createClient } from '@clickhouse/client'
import { createChdbConnection } from 'chdb/connection'
import { bindParams } from './bind-params.ts'

type Connection = NonNullable<NonNullable<Parameters<typeof createClient>[0]>['connection']>
type Statement = Parameters<Connection['query']>[0]

/** One embedded connection for `createClient({ connection })`, with params bound on our side. */
export async function openConnection(path: string, database: string): Promise<Connection> {
  // The client carries its own copy of the package that chDB's types come from.
  const inner = createChdbConnection({ path }) as unknown as Connection
  await inner.command({ query: `CREATE DATABASE IF NOT EXISTS ${database}` })
  await inner.command({ query: `USE ${database}` })
  // Params are part of the statement's text, and lists of ids are long.
  await inner.command({ query: 'SET max_query_size = 1000000000' })
  return {
    query: (statement) => inner.query(bound(statement)),
    command: (statement) => inner.command(bound(statement)),
    exec: (statement) => inner.exec(bound(statement)),
    insert: (statement) => inner.insert(statement),
    ping: (statement) => inner.ping(statement),
    close: () => inner.close(),
  }
}

function bound<S extends Statement>({
  query_params,
  ...rest
}: S): Omit<S, 'query_params'> & { query: string } {
  return { ...rest, query: query_params ? bindParams(rest.query, query_params) : rest.query }
}
