import { expect, test } from 'vitest'
import { shortModel, shortModels } from './short-model.ts'

test.each([
  ['us.anthropic.claude-sonnet-4-20250514-v1:0', 'claude-sonnet-4'],
  ['bedrock/converse/us.anthropic.claude-3-7-sonnet-20250219-v1:0', 'claude-3-7-sonnet'],
  ['us.amazon.nova-pro-v1:0', 'nova-pro'],
  ['converse/us.deepseek.r1-v1:0', 'deepseek.r1'],
  ['gpt-4o-mini-2024-07-18', 'gpt-4o-mini'],
  ['gpt-4.1', 'gpt-4.1'],
  ['my-own-model', 'my-own-model'],
  ['', ''],
])('%s is shown as %s', (model, short) => {
  expect(shortModel(model)).toBe(short)
})

test('models that would look alike keep their whole names', () => {
  const names = shortModels([
    'us.anthropic.claude-sonnet-4-20250514-v1:0',
    'anthropic/claude-sonnet-4',
    'gpt-4.1',
  ])
  expect([...names.values()]).toEqual([
    'us.anthropic.claude-sonnet-4-20250514-v1:0',
    'anthropic/claude-sonnet-4',
    'gpt-4.1',
  ])
})
