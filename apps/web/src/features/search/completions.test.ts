import { expect, test } from 'vitest'
import { traceFilters } from '../traces/list-filters.ts'
import { type CompletionSource, complete, insertCompletion } from './completions.ts'
import { fieldsOf } from './fields.ts'

const labels: Readonly<Record<string, string>> = { model: 'モデル', user: 'ユーザー' }
const counts: Readonly<Record<string, readonly { value: string; count: number }[]>> = {
  model: [
    { value: 'claude-sonnet', count: 7 },
    { value: 'claude-haiku', count: 3 },
    { value: 'my model', count: 1 },
  ],
}
const source: CompletionSource = {
  fields: fieldsOf(traceFilters),
  labelOf: (key) => labels[key] ?? key,
  valuesOf: (key) => counts[key],
  scores: ['accuracy', 'answer tone'],
  metadataKeys: ['region', 'request id', 'step'],
}

/** `|` stands for the cursor. */
function offered(marked: string): readonly string[] {
  const text = marked.replace('|', '')
  const completions = complete(text, marked.indexOf('|'), source)
  return (completions?.options ?? []).map(
    (option) => insertCompletion(text, completions ?? { from: 0, to: 0 }, option).text,
  )
}

test('keys begin with what is typed, in their name or in the language of the page', () => {
  expect(offered('se|')).toEqual(['session:'])
  expect(offered('x モデ|')).toEqual(['x model:'])
  expect(offered('me|')).toEqual(['metadata.'])
  expect(offered('sc|')).toEqual(['score.'])
  expect(offered('x -score.|')).toEqual(['x -score.accuracy:', 'x -score."answer tone":'])
  expect(offered('score.acc|')).toEqual(['score.accuracy:'])
  expect(offered('metadata.|')).toEqual(['metadata.region:', 'metadata."request id":', 'metadata.step:'])
  expect(offered('x -metadata.RE|')).toEqual(['x -metadata.region:', 'x -metadata."request id":'])
  expect(offered('metadata."req|')).toEqual(['metadata."request id":'])
  expect(offered('score.ans|')).toEqual(['score."answer tone":'])
  expect(offered('refund|')).toEqual([])
  expect(offered('"se|"')).toEqual([])
})

test('between words every key is offered, after a minus those that can be negated', () => {
  expect(offered('x | y').length).toBeGreaterThan(15)
  expect(offered('-l|')).toEqual(['-level:'])
  expect(offered('l|')).toEqual(['level:', 'latency:'])
})

test('values are those that occur and hold what is typed, in quotes where they need them', () => {
  expect(offered('model:|')).toEqual(['model:claude-sonnet', 'model:claude-haiku', 'model:"my model"'])
  expect(offered('-model:HAI| x')).toEqual(['-model:claude-haiku x'])
  expect(offered('model:claude-haiku,son|')).toEqual(['model:claude-haiku,claude-sonnet'])
  expect(offered('model:claude-haiku,|')).not.toContain('model:claude-haiku,claude-haiku')
  expect(complete('model:', 6, source)?.options[0]).toMatchObject({ count: 7 })
})

test('a pattern shows what it fits, and what fits several values is offered as one', () => {
  expect(offered('model:*son*|')).toEqual(['model:claude-sonnet'])
  expect(offered('model:claude*|')).toEqual(['model:claude-sonnet', 'model:claude-haiku'])
  expect(offered('model:claude|')).toEqual(['model:claude-sonnet', 'model:claude-haiku', 'model:*claude*'])
  expect(offered('-model:x,claude|')).toContain('-model:x,*claude*')
  expect(offered('model:CLAUDE|')).toEqual(['model:claude-sonnet', 'model:claude-haiku'])
})

test('where no value is known, those that there are and examples are offered', () => {
  expect(offered('is:b|')).toEqual(['is:bookmarked'])
  expect(offered('has:sess|')).toEqual(['has:session'])
  expect(offered('level:err|')).toEqual(['level:ERROR'])
  expect(offered('cost:|')).toContain('cost:>0.01')
  expect(offered('input:|')).toEqual([])
})
