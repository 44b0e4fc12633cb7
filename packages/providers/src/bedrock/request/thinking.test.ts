import { expect, test } from 'vitest'
import type { ChatMessage } from '../../spec/message.ts'
import type { ChatRequest } from '../../spec/request.ts'
import { ask, bedrockTarget, SONNET_3_7, toolResult, user } from '../../testing/requests.ts'
import { parseBedrockModel } from '../model-id.ts'
import { buildBody } from './build-body.ts'

const noMedia = () => {
  throw new Error('no media')
}

function build(request: Partial<ChatRequest>, model = SONNET_3_7, dropParams = true) {
  const target = bedrockTarget({ model, dropParams })
  const { body, warnings } = buildBody(ask(request), target, parseBedrockModel(model), noMedia)
  const { thinking, output_config, reasoningConfig, reasoning_effort } = {
    ...body.additionalModelRequestFields,
  } as Record<string, unknown>
  return {
    thinking,
    output_config,
    reasoningConfig,
    reasoning_effort,
    config: body.inferenceConfig,
    body,
    warnings,
  }
}

const enabled = (budgetTokens: number) => ({ type: 'enabled', budgetTokens }) as const
const tool = { name: 'read_file' }

test('a budget is passed on and leaves room for the answer', () => {
  expect(build({ thinking: enabled(2048) })).toMatchObject({
    thinking: { type: 'enabled', budget_tokens: 2048 },
    config: { maxTokens: 6144 },
    warnings: [],
  })
  expect(build({ thinking: enabled(2048), maxTokens: 4000 }).config).toEqual({ maxTokens: 4000 })
})

test.each([
  ['minimal', 1024],
  ['low', 1024],
  ['medium', 2048],
  ['high', 4096],
])('effort %s is a budget of %d', (reasoningEffort, budget_tokens) => {
  expect(build({ reasoningEffort }).thinking).toEqual({ type: 'enabled', budget_tokens })
})

test('effort none, and thinking disabled, ask for no thinking', () => {
  expect(build({ reasoningEffort: 'none' }).thinking).toBeUndefined()
  expect(build({ thinking: { type: 'disabled' }, reasoningEffort: 'high' }).thinking).toBeUndefined()
})

test('what thinking forbids is left out, each with a warning', () => {
  const { config, body, warnings, thinking } = build({
    thinking: enabled(1024),
    maxTokens: 5000,
    temperature: 0,
    topP: 0.5,
    topK: 10,
    tools: [tool],
    toolChoice: { type: 'required' },
  })
  expect(thinking).toBeDefined()
  expect(config).toEqual({ maxTokens: 5000 })
  expect(body.toolConfig?.toolChoice).toEqual({ auto: {} })
  expect(warnings).toHaveLength(4)
  expect(build({ thinking: enabled(1024), temperature: 1, topP: 0.97 }).config).toMatchObject({
    temperature: 1,
    topP: 0.97,
  })
})

test('budgets that do not fit are changed or given up', () => {
  expect(build({ thinking: enabled(100) }).thinking).toMatchObject({ budget_tokens: 1024 })
  expect(build({ thinking: enabled(31_999), maxTokens: 8192 }).thinking).toMatchObject({
    budget_tokens: 4096,
  })
  const none = build({ thinking: enabled(2048), maxTokens: 512 })
  expect([none.thinking, none.config, none.warnings.length]).toEqual([undefined, { maxTokens: 512 }, 1])
})

const call = { type: 'tool_call', id: 't', name: 'read_file', arguments: '{}' } as const
const loop = (content: ChatMessage['content']): ChatMessage[] => [
  user('go'),
  { role: 'assistant', content } as ChatMessage,
  toolResult('t', 'x'),
]

test('in a tool loop, signed reasoning comes first and thinking goes on', () => {
  const reasoning = { type: 'reasoning', text: 'hm', signature: 'sig' } as const
  const redacted = { type: 'redacted_reasoning', data: 'xyz' } as const
  const { body, thinking } = build({
    thinking: enabled(1024),
    tools: [tool],
    messages: loop([{ type: 'text', text: 'ok' }, reasoning, redacted, call]),
  })
  expect(thinking).toBeDefined()
  expect(body.messages[1]?.content).toEqual([
    { reasoningContent: { reasoningText: { text: 'hm', signature: 'sig' } } },
    { reasoningContent: { redactedContent: 'xyz' } },
    { text: 'ok' },
    { toolUse: { toolUseId: 't', name: 'read_file', input: {} } },
  ])
})

test('in a tool loop without signatures, thinking is switched off for the turn instead of failing', () => {
  const unsigned = { type: 'reasoning', text: 'hm' } as const
  const { body, thinking, warnings } = build({
    thinking: enabled(1024),
    tools: [tool],
    messages: loop([unsigned, call]),
  })
  expect(thinking).toBeUndefined()
  expect(JSON.stringify(body)).not.toContain('reasoningContent')
  expect(warnings).toHaveLength(2)
})

test('models of other kinds get thinking in their own words, or not at all', () => {
  const opus46 = build({ reasoningEffort: 'minimal' }, 'us.anthropic.claude-opus-4-6-v1')
  expect([opus46.thinking, opus46.output_config]).toEqual([{ type: 'adaptive' }, { effort: 'low' }])
  expect(build({ thinking: enabled(2000) }, 'us.anthropic.claude-opus-4-6-v1').thinking).toMatchObject({
    type: 'enabled',
  })
  expect(build({ thinking: enabled(2000) }, 'us.anthropic.claude-opus-5-v1')).toMatchObject({
    thinking: { type: 'adaptive' },
    output_config: { effort: 'medium' },
  })
  expect(build({ thinking: { type: 'adaptive' } }).thinking).toEqual({ type: 'enabled', budget_tokens: 4096 })
  expect(build({ reasoningEffort: 'high' }, 'us.amazon.nova-2-lite-v1:0').reasoningConfig).toEqual({
    type: 'enabled',
    maxReasoningEffort: 'high',
  })
  expect(build({ reasoningEffort: 'high' }, 'openai.gpt-oss-120b-1:0').reasoning_effort).toBe('high')
  expect(build({ reasoningEffort: 'high' }, 'us.deepseek.r1-v1:0').warnings).toHaveLength(1)
  expect(build({ thinking: enabled(2000) }, 'us.amazon.nova-pro-v1:0').warnings).toHaveLength(1)
  expect(() => build({ thinking: enabled(2000) }, 'us.amazon.nova-pro-v1:0', false)).toThrow(/does not think/)
})
