import { expect, test } from 'vitest'
import { exampleOf } from './example-model.ts'

test('an example calls a model that there is, and never a pattern', () => {
  expect(exampleOf(['openai/*', 'claude-sonnet', 'other'])).toBe('claude-sonnet')
  expect(exampleOf(['*'])).toBe('demo-claude-sonnet-4')
  expect(exampleOf([])).toBe('demo-claude-sonnet-4')
})
