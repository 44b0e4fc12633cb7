import { expect, test } from 'vitest'
import { project, store } from '../testing/telemetry.ts'
import { useAnalytics } from '../testing/use-analytics.ts'
import { askExcerpts, excerptLength } from './excerpts.ts'
import { searchTrace } from './search-trace.ts'

const analytics = useAnalytics()
const at = (second: number) => new Date(Date.UTC(2026, 10, 20, 10) + second * 1000).toISOString()
const search = async (text: string, more: object = {}) => {
  const { hits, isCut } = await searchTrace(analytics(), { projectId: project, traceId: 't', text, ...more })
  return { hits: hits.map(({ observationId, places }) => [observationId, ...places]), isCut }
}

test('a text is found wherever an observation of the trace holds it, whatever its case, in order of time', async () => {
  await store(analytics(), {
    observations: [
      { id: 'late', trace_id: 't', start_time: at(9_000), input: '[{"content":"税込\\nの Total"}]' },
      { id: 'early', trace_id: 't', start_time: at(0), name: 'total', output: '"TOTAL"' },
      {
        id: 'meta',
        trace_id: 't',
        start_time: at(1),
        metadata: { of: 'the Total' },
        status_message: 'total!',
      },
      { id: 'plain', trace_id: 't', start_time: at(2), input: 'nothing' },
      { trace_id: 'other', start_time: at(3), input: 'total' },
    ],
  })
  expect(await search('total')).toEqual({
    hits: [
      ['early', 'name', 'output'],
      ['meta', 'metadata', 'statusMessage'],
      ['late', 'input'],
    ],
    isCut: false,
  })
  expect((await search('税込\nの')).hits).toEqual([['late', 'input']])
  expect((await search('early')).hits).toEqual([['early', 'id']])
  expect((await search('total', { projectId: 'another' })).hits).toEqual([])
  expect((await search("100%' OR 1")).hits).toEqual([])
})

test('what an observation said before is not found any more', async () => {
  const said = { id: 'o', trace_id: 't', start_time: at(0) }
  await store(analytics(), { observations: [{ ...said, input: 'before' }] })
  await store(analytics(), { observations: [{ ...said, input: 'after', row_version: 2 }] })
  expect((await search('before')).hits).toEqual([])
  expect((await search('after')).hits).toEqual([['o', 'input']])
})

test('thousands of observations are looked through, and a thousand hits are told', async () => {
  const made = (index: number, input: string) => ({
    ...{ id: `o${index}`, trace_id: 't', start_time: at(index), input },
  })
  const observations = Array.from({ length: 2_500 }, (_, index) =>
    made(index, index % 2 === 0 ? 'found' : 'not'),
  )
  await store(analytics(), { observations: [...observations, made(2_500, 'rare')] })
  const many = await search('found')
  expect([many.hits.length, many.isCut]).toEqual([1_000, true])
  expect((await search('rare')).hits).toEqual([['o2500', 'input']])
})

test('an excerpt holds the beginning, and how much there is', async () => {
  const long = '長'.repeat(excerptLength + 5)
  await store(analytics(), {
    observations: [
      { id: 'a', trace_id: 't', start_time: at(0), input: long },
      { id: 'b', trace_id: 't', start_time: at(9_000), output: 'short' },
      { id: 'a', trace_id: 'other', start_time: at(20_000), input: 'of another' },
    ],
  })
  const rows = await askExcerpts(analytics(), { projectId: project, traceId: 't', ids: ['a', 'b'] })
  expect(rows.toSorted((one, two) => (one.id < two.id ? -1 : 1))).toEqual([
    {
      ...{ id: 'a', input: long.slice(0, excerptLength), input_length: long.length },
      ...{ output: null, output_length: null },
    },
    { id: 'b', input: null, input_length: null, output: 'short', output_length: 5 },
  ])
})
