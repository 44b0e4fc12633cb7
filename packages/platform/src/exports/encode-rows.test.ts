import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ExportFormat } from '@kansoku/contracts'
import { type TraceRecord, toTraceStatistics } from '@kansoku/query'
import { openTestAnalytics } from '@kansoku/storage/testing'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { ExportedTrace } from './columns.ts'
import { createRowEncoder } from './encode-rows.ts'

const record: TraceRecord = {
  ...{ id: 't', timestamp: '2026-11-20T10:00:00.000Z', name: null, user_id: null, session_id: null },
  ...{ environment: 'default', version: null, release: null, tags: [], public: false, bookmarked: false },
  ...{ input: null, output: null, metadata: {}, created_at: '2026-11-20T10:00:00.000Z' },
  updated_at: '2026-11-20T10:00:00.000Z',
}

function row(trace: Partial<TraceRecord>): ExportedTrace {
  return { trace: { ...record, ...trace }, statistics: toTraceStatistics(undefined), scores: [] }
}

/** The whole file, from portions of so many rows. */
function encode(
  rows: readonly ExportedTrace[],
  format: ExportFormat,
  { columns = ['id', 'input'], portion = 1 }: { columns?: readonly string[]; portion?: number } = {},
): Buffer {
  const encoder = createRowEncoder({ table: 'traces', format, columns, isBegun: false })
  const pieces: Uint8Array[] = []
  for (let start = 0; start < rows.length; start += portion) {
    pieces.push(encoder.encode(rows.slice(start, start + portion) as never[]))
  }
  return Buffer.concat([...pieces, encoder.end()])
}

describe('text', () => {
  test('is the same however the rows are portioned', () => {
    const rows = ['a', 'b', 'c', 'd', 'e'].map((id) => row({ id, input: `{"of":"${id}"}` }))
    for (const format of ['csv', 'json', 'jsonl'] as const) {
      const whole = encode(rows, format, { portion: 5 })
      expect([1, 2, 3].map((portion) => encode(rows, format, { portion }).equals(whole))).toEqual([
        true,
        true,
        true,
      ])
    }
  })

  test('of JSON has values as they were meant, that of CSV as they are stored', () => {
    const rows = [row({ input: '{"n": 1.0}' }), row({ input: 'plain' }), row({ input: null })]
    const inputs = (JSON.parse(encode(rows, 'json').toString()) as { input: unknown }[]).map(
      ({ input }) => input,
    )
    expect(inputs).toEqual([{ n: 1 }, 'plain', null])
    expect(encode(rows, 'csv').toString()).toBe('\uFEFFid,input\r\nt,"{""n"": 1.0}"\r\nt,plain\r\nt,\r\n')
  })

  test.each(['=1', '+1', '-1', '@x', '\t=1', '\n=1', '＝1', '＋1', '－1', '＠x'])(
    '%j is no formula in a spreadsheet',
    (input) => {
      const cell =
        encode([row({ input })], 'csv')
          .toString()
          .split('t,')[1] ?? ''
      expect(cell.replace(/^"/, '')).toMatch(/^'/)
    },
  )
})

describe('Parquet', () => {
  test('of many groups is one file that the engine reads', async () => {
    const count = 45_000
    const rows = Array.from({ length: count }, (_, index) =>
      row({ id: `t${index}`, input: index % 2 === 0 ? `観測 ${index}` : null, bookmarked: index % 3 === 0 }),
    )
    const folder = await mkdtemp(join(tmpdir(), 'kansoku-parquet-'))
    try {
      const path = join(folder, 'traces.parquet')
      const columns = ['id', 'timestamp', 'bookmarked', 'totalTokens', 'latency', 'input', 'tags']
      await writeFile(path, encode(rows, 'parquet', { columns, portion: 250 }))
      await using analytics = await openTestAnalytics()
      const [sums] = await analytics.query({
        name: 'test/parquet',
        sql: `SELECT count() AS rows, uniqExact(id) AS ids, countIf(bookmarked) AS marked, count(input) AS inputs,
            count(latency) AS latencies, sum(totalTokens) AS tokens, any(tags) AS no_tags, toString(max(timestamp)) AS last,
            anyIf(input, id = 't44000') AS one
          FROM file({path:String}, 'Parquet')`,
        params: { path },
        row: z.unknown(),
      })
      expect(sums).toEqual({
        ...{ rows: count, ids: count, marked: count / 3, inputs: count / 2, latencies: 0, tokens: 0 },
        ...{ no_tags: '[]', last: '2026-11-20 10:00:00.000', one: '観測 44000' },
      })
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })

  test('without rows has its columns', async () => {
    expect(encode([], 'parquet').subarray(0, 4).toString()).toBe('PAR1')
  })
})
