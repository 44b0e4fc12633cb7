import { createClient } from '@clickhouse/client'
import { createChdbConnection } from 'chdb/connection'
import { bindParams } from './bind-params.ts'

type Connection = NonNullable<NonNullable<Parameters<typeof createClient>[0]>['connection']>
type Statement = Parameters<Connection['query']>[0]

/**
 * A client on an embedded connection of its own, with params bound on our side. `settings` last as long as it does:
 * an embedded connection keeps what any statement sets.
 */
export async function openClient(path: string, database: string, settings: Readonly<Record<string, number>>) {
  // The client carries its own copy of the package that chDB's types come from.
  const inner = createChdbConnection({ path }) as unknown as Connection
  await inner.command({ query: `USE ${database}` })
  for (const [name, value] of Object.entries(settings)) {
    await inner.command({ query: `SET ${name} = ${value}` })
  }
  const connection: Connection = {
    query: (statement) => inner.query(bound(statement)),
    command: (statement) => inner.command(bound(statement)),
    exec: (statement) => inner.exec(bound(statement)),
    insert: (statement) => inner.insert(statement),
    ping: (statement) => inner.ping(statement),
    close: () => inner.close(),
  }
  return createClient({ connection })
}

function bound<S extends Statement>({
  query_params,
  ...rest
}: S): Omit<S, 'query_params'> & { query: string } {
  return { ...rest, query: query_params ? bindParams(rest.query, query_params) : rest.query }
}
