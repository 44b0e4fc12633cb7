import { expect, test } from 'vitest'
import { answer, builtCall } from '../testing/requests.ts'
import { parseCompletion } from './response.ts'

const parse = (body: unknown) => parseCompletion(builtCall(), answer(200, body), () => 'new')

test('a recorded answer of OpenAI', () => {
  const recorded = {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1_760_000_000,
    model: 'gpt-4o-mini-2024-07-18',
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: 'Hi',
          refusal: null,
          annotations: [],
          tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'f', arguments: '{"a":1}' } }],
        },
        logprobs: { content: [] },
        finish_reason: 'tool_calls',
      },
    ],
    usage: {
      prompt_tokens: 1200,
      completion_tokens: 50,
      total_tokens: 1250,
      prompt_tokens_details: { cached_tokens: 1024, audio_tokens: 0 },
      completion_tokens_details: { reasoning_tokens: 20, audio_tokens: 4 },
    },
    service_tier: 'default',
    system_fingerprint: 'fp_1',
  }
  expect(parse(recorded)).toEqual({
    id: 'chatcmpl-1',
    model: 'gpt-4o-mini-2024-07-18',
    created: 1_760_000_000,
    choices: [
      {
        index: 0,
        content: [
          { type: 'text', text: 'Hi' },
          { type: 'tool_call', id: 'call_1', name: 'f', arguments: '{"a":1}' },
        ],
        finishReason: 'tool_calls',
        upstreamFinishReason: 'tool_calls',
        logprobs: { content: [] },
      },
    ],
    usage: {
      inputTokens: 176,
      cacheReadTokens: 1024,
      cacheWriteTokens: 0,
      outputTokens: 50,
      reasoningTokens: 20,
      totalTokens: 1250,
      details: { output_audio_tokens: 4 },
    },
    warnings: [],
    upstreamHeaders: {},
    providerFields: { system_fingerprint: 'fp_1', service_tier: 'default' },
  })
})

const choice = (message: object, rest: object = {}) =>
  parse({ choices: [{ message, finish_reason: 'stop', ...rest }] }).choices[0]

test.each([
  [{ content: 'x', reasoning_content: 'hm' }],
  [{ content: 'x', reasoning: 'hm' }],
  [
    {
      content: [
        { type: 'thinking', thinking: [{ type: 'text', text: 'hm' }] },
        { type: 'text', text: 'x' },
      ],
    },
  ],
  [{ content: 'x', thinking_blocks: [{ type: 'thinking', thinking: 'hm' }], reasoning_content: 'hm' }],
])('reasoning is found in %o', (message) => {
  expect(choice(message)?.content).toEqual([
    { type: 'reasoning', text: 'hm' },
    { type: 'text', text: 'x' },
  ])
})

test('thinking blocks keep their signatures', () => {
  const thinking_blocks = [
    { type: 'thinking', thinking: 'hm', signature: 's' },
    { type: 'redacted_thinking', data: 'zz' },
  ]
  expect(choice({ content: 'x', thinking_blocks })?.content.slice(0, 2)).toEqual([
    { type: 'reasoning', text: 'hm', signature: 's' },
    { type: 'redacted_reasoning', data: 'zz' },
  ])
})

test('look-alikes leave out ids, answer arguments as objects, and say stop after tool calls', () => {
  const tool_calls = [{ function: { name: 'f', arguments: { a: 1 } } }, { id: '', function: { name: 'g' } }]
  expect(choice({ content: null, tool_calls })).toMatchObject({
    finishReason: 'tool_calls',
    content: [
      { id: 'call_new', name: 'f', arguments: '{"a":1}' },
      { id: 'call_new', name: 'g', arguments: '{}' },
    ],
  })
})

test('several choices, refusals and unknown fields are kept', () => {
  const { choices } = parse({
    choices: [
      { index: 0, message: { content: 'a' }, finish_reason: 'length' },
      { index: 1, message: { content: null, refusal: 'No.', audio: { id: 'a1' } }, finish_reason: null },
    ],
  })
  expect(choices).toEqual([
    {
      index: 0,
      content: [{ type: 'text', text: 'a' }],
      finishReason: 'length',
      upstreamFinishReason: 'length',
    },
    {
      index: 1,
      content: [],
      finishReason: 'stop',
      upstreamFinishReason: 'stop',
      refusal: 'No.',
      providerFields: { audio: { id: 'a1' } },
    },
  ])
})

test.each([
  [{ prompt_tokens: 100, completion_tokens: 1, prompt_cache_hit_tokens: 60 }, 40, 60, 0],
  [{ prompt_tokens: 100, cache_read_input_tokens: 50, cache_creation_input_tokens: 20 }, 30, 50, 20],
  [{ prompt_tokens: 10, prompt_tokens_details: null, completion_tokens_details: null }, 10, 0, 0],
])('usage %o', (usage, inputTokens, cacheReadTokens, cacheWriteTokens) => {
  const parsed = parse({ choices: [{ message: { content: 'x' } }], usage }).usage
  expect(parsed).toMatchObject({ inputTokens, cacheReadTokens, cacheWriteTokens })
})

test.each(['<html></html>', '{}', '{"choices":[]}', 'null'])('%s is no chat completion', (body) => {
  expect(() => parse(body)).toThrow(/no chat completion; check api_base and model/)
})

test('an error inside a 200 is an error', () => {
  expect(() => parse({ error: { message: 'overloaded', code: 503 } })).toThrow(
    expect.objectContaining({ errorClass: 'service_unavailable', message: 'overloaded' }),
  )
})
