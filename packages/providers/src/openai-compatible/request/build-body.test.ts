import { expect, test } from 'vitest'
import type { Target } from '../../spec/adapter.ts'
import type { ChatRequest } from '../../spec/request.ts'
import { ask, openAiTarget, system, toolCall, toolResult, user } from '../../testing/requests.ts'
import { COMPATIBLE_PROVIDERS } from '../provider-table.ts'
import { buildBody } from './build-body.ts'

function build(request: Partial<ChatRequest>, target: Partial<Target> = {}) {
  const full = openAiTarget(target)
  const provider = COMPATIBLE_PROVIDERS.find(({ name }) => name === full.provider)
  if (!provider) throw new Error(full.provider)
  const files = new Map([['https://example.test/a.pdf', 'data:application/pdf;base64,AA']])
  const { body, warnings } = buildBody(ask(request), full, provider, files)
  return { body: JSON.parse(JSON.stringify(body)) as Record<string, unknown>, warnings }
}

test('everything OpenAI knows is passed on under its name', () => {
  const request: Partial<ChatRequest> = {
    messages: [system('Be brief'), { ...user('hi'), name: 'ann' } as ChatRequest['messages'][number]],
    stream: true,
    tools: [{ name: 'f', description: 'd', parameters: { type: 'object' }, strict: true }],
    toolChoice: { type: 'tool', name: 'f' },
    parallelToolCalls: false,
    maxTokens: 10,
    temperature: 0.5,
    topP: 0.9,
    stop: ['x'],
    n: 2,
    seed: 7,
    presencePenalty: 1,
    frequencyPenalty: 2,
    logitBias: { 5: 1 },
    logprobs: true,
    topLogprobs: 3,
    user: 'u-1',
    responseFormat: { type: 'json_schema', name: 's', schema: { type: 'object' }, strict: true },
    extra: { store: true, metadata: { a: 'b' } },
  }
  expect(build(request)).toEqual({
    body: {
      model: 'gpt-4o-mini',
      messages: [
        { role: 'system', content: 'Be brief' },
        { role: 'user', content: 'hi', name: 'ann' },
      ],
      tools: [
        {
          type: 'function',
          function: { name: 'f', description: 'd', parameters: { type: 'object' }, strict: true },
        },
      ],
      tool_choice: { type: 'function', function: { name: 'f' } },
      parallel_tool_calls: false,
      max_tokens: 10,
      temperature: 0.5,
      top_p: 0.9,
      stop: ['x'],
      n: 2,
      seed: 7,
      presence_penalty: 1,
      frequency_penalty: 2,
      logit_bias: { 5: 1 },
      logprobs: true,
      top_logprobs: 3,
      user: 'u-1',
      response_format: {
        type: 'json_schema',
        json_schema: { name: 's', schema: { type: 'object' }, strict: true },
      },
      store: true,
      metadata: { a: 'b' },
      stream: true,
      stream_options: { include_usage: true },
    },
    warnings: [],
  })
})

test('a conversation with tool calls, images and files', () => {
  const png = { kind: 'data', mediaType: 'image/png', base64: 'AA' } as const
  const { body, warnings } = build({
    messages: [
      {
        role: 'user',
        content: [
          { type: 'text', text: 'Look' },
          { type: 'image', source: png, detail: 'low' },
          { type: 'image', source: { kind: 'url', url: 'https://example.test/b.png' } },
          { type: 'file', source: { kind: 'url', url: 'https://example.test/a.pdf' }, name: 'a.pdf' },
          { type: 'file', source: { kind: 'file_id', id: 'file-1' } },
          { type: 'audio', format: 'wav', base64: 'BB' },
        ],
      },
      toolCall('c1', 'shot', { x: 1 }),
      {
        role: 'tool',
        toolCallId: 'c1',
        content: [
          { type: 'text', text: 'done' },
          { type: 'image', source: png },
        ],
      },
      toolResult('c2', 'second'),
      user('thanks'),
    ],
  })
  expect(body.messages).toEqual([
    {
      role: 'user',
      content: [
        { type: 'text', text: 'Look' },
        { type: 'image_url', image_url: { url: 'data:image/png;base64,AA', detail: 'low' } },
        { type: 'image_url', image_url: { url: 'https://example.test/b.png' } },
        { type: 'file', file: { filename: 'a.pdf', file_data: 'data:application/pdf;base64,AA' } },
        { type: 'file', file: { file_id: 'file-1' } },
        { type: 'input_audio', input_audio: { data: 'BB', format: 'wav' } },
      ],
    },
    {
      role: 'assistant',
      content: null,
      tool_calls: [{ id: 'c1', type: 'function', function: { name: 'shot', arguments: '{"x":1}' } }],
    },
    { role: 'tool', tool_call_id: 'c1', content: 'done' },
    { role: 'tool', tool_call_id: 'c2', content: 'second' },
    {
      role: 'user',
      content: [
        { type: 'text', text: 'From tool call c1:' },
        { type: 'image_url', image_url: { url: 'data:image/png;base64,AA' } },
      ],
    },
    { role: 'user', content: 'thanks' },
  ])
  expect(warnings).toHaveLength(1)
})

const marked: ChatRequest['messages'] = [
  { role: 'system', content: [{ type: 'text', text: 'long', cache: { ttl: '1h' } }] },
  {
    role: 'assistant',
    content: [
      { type: 'reasoning', text: 'hm', signature: 's' },
      { type: 'text', text: 'ok' },
    ],
  },
  user('go'),
]

test('what OpenAI does not take is left out with a word', () => {
  const { body, warnings } = build({ messages: marked })
  expect(body.messages).toEqual([
    { role: 'system', content: 'long' },
    { role: 'assistant', content: 'ok' },
    { role: 'user', content: 'go' },
  ])
  expect(warnings).toEqual([expect.stringContaining('cache_control'), expect.stringContaining('reasoning')])
})

test('a LiteLLM proxy behind this gateway gets cache marks, reasoning and thinking', () => {
  const request: Partial<ChatRequest> = {
    messages: marked,
    thinking: { type: 'enabled', budgetTokens: 1024 },
    topK: 5,
  }
  const { body, warnings } = build(request, { provider: 'litellm_proxy', model: 'claude' })
  expect(body).toMatchObject({
    thinking: { type: 'enabled', budget_tokens: 1024 },
    top_k: 5,
    messages: [
      { content: [{ type: 'text', text: 'long', cache_control: { type: 'ephemeral', ttl: '1h' } }] },
      { content: 'ok', reasoning_content: 'hm' },
      {},
    ],
  })
  expect(warnings).toEqual([])
})

test("OpenAI's models that think: another name for the limit, no sampling, thinking as effort", () => {
  const request: Partial<ChatRequest> = {
    maxTokens: 100,
    temperature: 0,
    topP: 1,
    thinking: { type: 'enabled', budgetTokens: 2048 },
  }
  expect(() => build(request, { model: 'o4-mini' })).toThrow(/temperature.*drop_params/)
  const { body, warnings } = build(request, { model: 'o4-mini', dropParams: true })
  expect(body).toEqual({
    model: 'o4-mini',
    messages: [{ role: 'user', content: 'hello' }],
    max_completion_tokens: 100,
    reasoning_effort: 'medium',
  })
  expect(warnings).toHaveLength(2)
  expect(build({ maxTokens: 5, temperature: 0 }, { model: 'gpt-5.1' }).body).toMatchObject({
    max_completion_tokens: 5,
    temperature: 0,
  })
})

test('models that do not think refuse effort; unknown ones are asked', () => {
  expect(() => build({ reasoningEffort: 'high' })).toThrow(/reasoning_effort/)
  const vllm = { provider: 'hosted_vllm', model: 'Qwen3' }
  expect(build({ reasoningEffort: 'high' }, vllm).body.reasoning_effort).toBe('high')
  expect(() => build({ topK: 5 })).toThrow(/top_k/)
})

test('extra_body of the deployment wins over the caller', () => {
  const params = { extra_body: { temperature: 0.1, top_k: 3 } }
  expect(build({ temperature: 1 }, { params }).body).toMatchObject({ temperature: 0.1, top_k: 3 })
})
