import { expect, test } from 'vitest'
import { cutEnd } from './middle-cut.tsx'

test('two models of one kind keep the ends that tell them apart', () => {
  const [, one] = cutEnd('converse/us.anthropic.claude-3-5-sonnet-20240620-v1:0')
  const [, other] = cutEnd('converse/us.anthropic.claude-3-5-sonnet-20241022-v2:0')
  expect([one, other]).toEqual(['t-20240620-v1:0', 't-20241022-v2:0'])
})

test('nothing is lost, and a short name is not cut in two', () => {
  expect(cutEnd('gpt-4o-mini')).toEqual(['', 'gpt-4o-mini'])
  const name = `${'観測'.repeat(20)}😀`
  expect(cutEnd(name).join('')).toBe(name)
})
