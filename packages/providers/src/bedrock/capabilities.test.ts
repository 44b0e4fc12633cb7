import { expect, test } from 'vitest'
import { capabilitiesOf } from './capabilities.ts'

test.each([
  ['anthropic.claude-3-7-sonnet-20250219-v1:0', true, true, 'budget'],
  ['anthropic.claude-3-5-sonnet-20241022-v2:0', true, true, 'none'],
  ['anthropic.claude-3-5-sonnet-20240620-v1:0', false, true, 'none'],
  ['anthropic.claude-3-haiku-20240307-v1:0', false, true, 'none'],
  ['anthropic.claude-opus-4-20250514-v1:0', true, true, 'budget'],
  ['anthropic.anthropic.claude-opus-4-20250514-v1:0', true, true, 'budget'],
  ['anthropic.claude-opus-4-1-20250805-v1:0', true, true, 'budget'],
  ['anthropic.claude-sonnet-4-20250514-v1:0', true, true, 'budget'],
  ['anthropic.claude-haiku-4-5-20251001-v1:0', true, true, 'budget'],
  ['anthropic.claude-opus-4-6-v1', true, true, 'adaptive'],
  ['anthropic.claude-opus-5-v1', true, true, 'adaptive_only'],
  ['amazon.nova-pro-v1:0', true, true, 'none'],
  ['amazon.nova-2-lite-v1:0', true, true, 'nova'],
  ['deepseek.r1-v1:0', false, false, 'always'],
  ['deepseek.v3-v1:0', false, true, 'none'],
  ['openai.gpt-oss-120b-1:0', false, true, 'effort'],
  ['meta.llama3-8b-instruct-v1:0', false, false, 'none'],
  ['meta.llama3-1-70b-instruct-v1:0', false, true, 'none'],
  ['meta.llama3-2-1b-instruct-v1:0', false, false, 'none'],
  ['meta.llama3-2-11b-instruct-v1:0', false, true, 'none'],
  ['abc123', false, true, 'none'],
])('%s: caching %s, tools %s, reasoning %s', (model, caching, tools, reasoning) => {
  const can = capabilitiesOf(model)
  expect([can.cache.messages, can.tools, can.reasoning]).toEqual([caching, tools, reasoning])
})

test('Nova caches system and messages, not tools', () => {
  expect(capabilitiesOf('amazon.nova-pro-v1:0').cache).toMatchObject({
    system: true,
    messages: true,
    tools: false,
  })
})
