import type { FilterCondition } from '@kansoku/contracts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { project, store } from '../testing/telemetry.ts'
import { useAnalytics } from '../testing/use-analytics.ts'
import { findPage } from '../traces/find-page.ts'

const analytics = useAnalytics()

const timestamp = '2026-11-20T10:00:00Z'

/** Ids of the traces that the condition holds for, sorted. */
async function matching(condition: FilterCondition): Promise<string[]> {
  const page = { projectId: project, orderBy: 'id', order: 'asc', limit: 200, offset: 0 } as const
  const { traces } = await findPage(analytics(), { ...page, filter: [condition] })
  return traces.map(({ id }) => id).sort()
}

type Operator = 'like any of' | 'like none of'
const like = (column: string, operator: Operator, ...value: string[]): FilterCondition => ({
  ...{ type: 'stringOptions', column, operator, value },
})
const tagsLike = (operator: Operator, ...value: string[]): FilterCondition => ({
  ...{ type: 'arrayOptions', column: 'tags', operator, value },
})

describe('a text', () => {
  const storeTexts = () =>
    store(analytics(), {
      traces: [
        { id: 'plain', timestamp, name: 'answer a question', user_id: 'ann' },
        { id: 'percent', timestamp, name: '100% of_it', user_id: 'bob' },
        { id: 'japanese', timestamp, name: '今日の天気を\n調べる' },
        { id: 'nameless', timestamp, name: null, user_id: null },
      ],
    })

  test('is found by how it begins, ends and goes on', async () => {
    await storeTexts()
    const found = (...patterns: string[]) => matching(like('name', 'like any of', ...patterns))
    expect(await found('answer*')).toEqual(['plain'])
    expect(await found('*question')).toEqual(['plain'])
    expect(await found('*天気*')).toEqual(['japanese'])
    expect(await found('今日*調べる')).toEqual(['japanese'])
    expect(await found('100% *')).toEqual(['percent'])
    expect(await found('1__% *')).toEqual([])
    expect(await found('answer')).toEqual([])
    expect(await found('Answer*')).toEqual([])
    expect(await found('今日*', '*of_it')).toEqual(['japanese', 'percent'])
    expect(await found('*')).toEqual(['japanese', 'percent', 'plain'])
    expect(await found()).toEqual([])
  })

  test('is left out by patterns, and what says nothing stays', async () => {
    await storeTexts()
    expect(await matching(like('userId', 'like none of', 'an*'))).toEqual(['japanese', 'nameless', 'percent'])
    expect(await matching(like('userId', 'like none of', '*'))).toEqual(['japanese', 'nameless'])
    expect(await matching(like('userId', 'like none of'))).toHaveLength(4)
  })
})

test('whatever a text holds, its escaped pattern finds that text and nothing else', async () => {
  const hostile = [
    'a*',
    '\\',
    '\\*',
    'a|b',
    '(?i)a',
    '[^x]',
    '.',
    '$',
    '\u0000nul',
    "' OR 1=1",
    'a\nb',
    '😀観測',
  ]
  const texts = [...new Set([...hostile, ...fc.sample(fc.string({ unit: 'grapheme', minLength: 1 }), 60)])]
  await store(analytics(), {
    traces: texts.map((name, index) => ({ id: `t${index}`, timestamp, name, tags: [name] })),
  })
  for (const [index, text] of texts.entries()) {
    const escaped = text.replace(/[\\*]/g, '\\$&')
    expect(await matching(like('name', 'like any of', escaped))).toEqual([`t${index}`])
    expect(await matching(tagsLike('like any of', escaped))).toEqual([`t${index}`])
  }
})

test('of tags any may be as a pattern says, or none', async () => {
  await store(analytics(), {
    traces: [
      { id: 'ab', timestamp, tags: ['alpha', 'beta'] },
      { id: 'b', timestamp, tags: ['beta'] },
      { id: 'none', timestamp, tags: [] },
    ],
  })
  expect(await matching(tagsLike('like any of', 'a*', 'c*'))).toEqual(['ab'])
  expect(await matching(tagsLike('like none of', 'a*'))).toEqual(['b', 'none'])
})

test('metadata and categories of scores are found alike', async () => {
  await store(analytics(), {
    traces: [
      { id: 'number', timestamp, metadata: { n: '5' } },
      { id: 'word', timestamp, metadata: { n: '"five"' } },
      { id: 'without', timestamp, metadata: {} },
    ],
    scores: [
      { timestamp, trace_id: 'word', name: 'tone', data_type: 'CATEGORICAL', value: 0, string_value: 'kind' },
    ],
  })
  const named = (column: string, key: string, operator: Operator, pattern: string): FilterCondition => ({
    ...{ type: 'categoryOptions', column, key, operator, value: [pattern] },
  })
  expect(await matching(named('metadata', 'n', 'like any of', 'f*e'))).toEqual(['word'])
  expect(await matching(named('metadata', 'n', 'like none of', 'f*'))).toEqual(['number', 'without'])
  expect(await matching(named('score_categories', 'tone', 'like any of', 'k*'))).toEqual(['word'])
  expect(await matching(named('score_categories', 'tone', 'like none of', '*i*'))).toEqual([
    'number',
    'without',
  ])
})

test('what observations say holds for their trace', async () => {
  const observed = { start_time: timestamp }
  await store(analytics(), {
    traces: ['one', 'both', 'empty'].map((id) => ({ id, timestamp })),
    observations: [
      { ...observed, trace_id: 'one', provided_model_name: 'opus', level: 'WARNING' },
      { ...observed, trace_id: 'both', provided_model_name: 'opus' },
      { ...observed, trace_id: 'both', provided_model_name: 'haiku' },
    ],
  })
  expect(await matching(like('model', 'like any of', 'h*'))).toEqual(['both'])
  expect(await matching(like('model', 'like none of', '*k*'))).toEqual(['empty', 'one'])
  expect(await matching(like('level', 'like any of', 'W*'))).toEqual(['one'])
})
