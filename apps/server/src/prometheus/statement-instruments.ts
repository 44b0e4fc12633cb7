import type { AnalyticsStore, Lane } from '@kansoku/storage'
import { Gauge, Histogram, type Registry } from 'prom-client'

export function createStatementInstruments(registry: Registry) {
  const registers = [registry]
  const seconds = new Histogram({
    name: 'kansoku_engine_statement_duration_seconds',
    help: 'Time of reads and inserts of the analytics engine, by name, with the waiting for a connection.',
    labelNames: ['statement', 'outcome'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers,
  })
  const timed = async <T>(statement: string, work: () => Promise<T>): Promise<T> => {
    const end = seconds.startTimer({ statement, outcome: 'failed' })
    let outcome = 'failed'
    try {
      const answer = await work()
      outcome = 'answered'
      return answer
    } finally {
      end({ outcome })
    }
  }
  return {
    /** The store, with its reads and inserts timed. The text of a command may hold values, so it gives no name. */
    timed: (store: AnalyticsStore): AnalyticsStore => ({
      query: (question) => timed(question.name, () => store.query(question)),
      queryBytes: (statement) => timed(statement.name, () => store.queryBytes(statement)),
      insert: (table, rows) =>
        rows.length === 0 ? Promise.resolve() : timed(`insert/${table}`, () => store.insert(table, rows)),
      command: (sql, params, lane) => store.command(sql, params, lane),
      load: () => store.load(),
      ping: () => store.ping(),
      close: () => store.close(),
      [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
    }),
    watch(store: AnalyticsStore): void {
      new Gauge({
        name: 'kansoku_engine_statements',
        help: 'Statements of the analytics engine that run, and that wait for a connection, by lane.',
        labelNames: ['lane', 'state'],
        registers,
        collect() {
          for (const [lane, { running, waiting }] of Object.entries(store.load()) as LaneLoads) {
            this.set({ lane, state: 'running' }, running)
            this.set({ lane, state: 'waiting' }, waiting)
          }
        },
      })
    },
  }
}

type LaneLoads = [Lane, { running: number; waiting: number }][]
