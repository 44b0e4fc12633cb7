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
  const kept = new KeptSettings()
  const run = <S extends Statement, T>(statement: S, work: (ready: S) => Promise<T>) =>
    kept.applyOnce(statement, (ready) => work(bound(ready)))
  const connection: Connection = {
    query: (statement) => run(statement, (ready) => inner.query(ready)),
    command: (statement) => run(statement, (ready) => inner.command(ready)),
    exec: (statement) => run(statement, (ready) => inner.exec(ready)),
    insert: (statement) => run(statement, (ready) => inner.insert(ready)),
    ping: (statement) => inner.ping(statement),
    close: () => inner.close(),
  }
  return createClient({ connection })
}

/**
 * What a connection has been told already. chDB's package makes a `SET` statement of each setting of each statement:
 * together they cost more than a look-up.
 */
class KeptSettings {
  #known: Readonly<Record<string, unknown>> = {}

  async applyOnce<S extends Statement, T>(statement: S, work: (ready: S) => Promise<T>): Promise<T> {
    const { clickhouse_settings: wanted = {} } = statement
    const news = Object.entries(wanted).filter(([name, value]) => this.#known[name] !== value)
    try {
      const answer = await work({ ...statement, clickhouse_settings: Object.fromEntries(news) })
      this.#known = { ...this.#known, ...wanted }
      return answer
    } catch (error) {
      // How far the statement came nobody knows.
      this.#known = {}
      throw error
    }
  }
}

function bound<S extends Statement>(statement: S): S {
  const { query_params, query, ...rest } = statement
  return { ...rest, query: query_params ? bindParams(query, query_params) : query } as S
}
