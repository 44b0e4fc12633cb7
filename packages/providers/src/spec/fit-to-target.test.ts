import { expect, test } from 'vitest'
import { ask, openAiTarget } from '../testing/requests.ts'
import { createAdjustments } from './adjustments.ts'
import { fitToTarget } from './fit-to-target.ts'

const target = openAiTarget({ maxOutputTokens: 16_384 })
const lost = ['context_management']

test('a client of another dialect gets the longest answer there is, and is told what was lost', () => {
  const adjust = createAdjustments(target, target.model)
  const asked = ask({ maxTokens: 32_000, reasoningEffort: 'max', lost })
  expect(fitToTarget(asked, target, adjust)).toMatchObject({ maxTokens: 16_384, reasoningEffort: 'high' })
  expect([...adjust.warnings]).toEqual([
    'context_management was left out: openai does not know it',
    'effort max became high, the most that every model takes',
    'max_tokens 32000 became 16384, the most that gpt-4o-mini writes',
  ])
})

test('what an OpenAI client asks for stays as it is', () => {
  const adjust = createAdjustments(target, target.model)
  expect(fitToTarget(ask({ maxTokens: 32_000 }), target, adjust).maxTokens).toBe(32_000)
  expect(adjust.warnings.size).toBe(0)
})
