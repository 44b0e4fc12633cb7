import { describe, expect, test } from 'vitest'
import { parseEndUser } from './end-user.ts'
import { parseMessagesCall, parseRequest } from './parse-request.ts'

const hello = [{ role: 'user', content: 'hello' }]
const parse = (body: object) => parseRequest({ model: 'm', messages: hello, ...body }, {})

test('messages in neutral form: marks, media, results of tools, replayed reasoning', () => {
  const mark = { cache_control: { type: 'ephemeral', ttl: '1h' } }
  const { messages, lost } = parse({
    system: [
      { type: 'text', text: 'x-anthropic-billing-header: cch=1;' },
      { type: 'text', text: 's', ...mark },
    ],
    messages: [
      {
        role: 'user',
        content: [
          { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AA' }, ...mark },
          { type: 'document', source: { type: 'url', url: 'https://e.test/a.pdf' }, title: 'a.pdf' },
          { type: 'document', source: { type: 'text', media_type: 'text/plain', data: 'plain' }, title: 't' },
          { type: 'document', source: { type: 'content', content: [{ type: 'text', text: 'inner' }] } },
          { type: 'document', source: { type: 'file', file_id: 'file_1' } },
          {
            type: 'search_result',
            title: 'T',
            source: 'https://e.test',
            content: [{ type: 'text', text: 'found' }],
          },
          { type: 'container_upload', file_id: 'x' },
        ],
      },
      {
        role: 'assistant',
        content: [
          { type: 'thinking', thinking: 'hm', signature: 'sig' },
          { type: 'thinking', thinking: 'unsigned', signature: '' },
          { type: 'redacted_thinking', data: 'zz' },
          { type: 'text', text: 'ok' },
          { type: 'tool_use', id: 't1', name: 'f', input: { a: 1 }, ...mark },
          { type: 'server_tool_use', id: 's', name: 'web_search', input: {} },
        ],
      },
      {
        role: 'user',
        content: [
          { type: 'tool_result', tool_use_id: 't1', content: 'done', is_error: true, ...mark },
          { type: 'tool_result', tool_use_id: 't2' },
          {
            type: 'tool_result',
            tool_use_id: 't3',
            content: [{ type: 'tool_reference', tool_name: 'mcp__weather__get_forecast' }],
          },
          { type: 'text', text: 'and now' },
        ],
      },
    ],
  })
  const cache = { cache: { ttl: '1h' } }
  expect(messages).toEqual([
    { role: 'system', content: [{ type: 'text', text: 's', ...cache }] },
    {
      role: 'user',
      content: [
        { type: 'image', source: { kind: 'data', base64: 'AA', mediaType: 'image/png' }, ...cache },
        { type: 'file', source: { kind: 'url', url: 'https://e.test/a.pdf' }, name: 'a.pdf' },
        { type: 'text', text: 't\nplain' },
        { type: 'text', text: 'inner' },
        { type: 'file', source: { kind: 'file_id', id: 'file_1' } },
        { type: 'text', text: 'T https://e.test\nfound' },
      ],
    },
    {
      role: 'assistant',
      content: [
        { type: 'reasoning', text: 'hm', signature: 'sig' },
        { type: 'reasoning', text: 'unsigned' },
        { type: 'redacted_reasoning', data: 'zz' },
        { type: 'text', text: 'ok' },
        { type: 'tool_call', id: 't1', name: 'f', arguments: '{"a":1}', ...cache },
      ],
    },
    { role: 'tool', toolCallId: 't1', content: [{ type: 'text', text: 'done', ...cache }], isError: true },
    { role: 'tool', toolCallId: 't2', content: [] },
    {
      role: 'tool',
      toolCallId: 't3',
      content: [{ type: 'text', text: 'Loaded: mcp__weather__get_forecast' }],
    },
    { role: 'user', content: [{ type: 'text', text: 'and now' }] },
  ])
  expect(lost).toEqual(['content container_upload', 'content server_tool_use'])
})

test('tools, their choice and the parameters', () => {
  const schema = { type: 'object', properties: {} }
  const format = { type: 'json_schema', schema }
  const {
    original: _,
    messages: __,
    lost,
    ...request
  } = parse({
    max_tokens: 10,
    temperature: 0.5,
    top_p: null,
    top_k: 5,
    stop_sequences: ['x'],
    thinking: { type: 'enabled', budget_tokens: 2000, display: 'omitted' },
    output_config: { effort: 'low', format },
    tools: [
      {
        name: 'f',
        description: 'd',
        input_schema: schema,
        cache_control: { type: 'ephemeral' },
        defer_loading: true,
      },
      { type: 'web_search_20250305', name: 'web_search' },
    ],
    tool_choice: { type: 'tool', name: 'f', disable_parallel_tool_use: true },
    metadata: { user_id: 'u' },
    mcp_servers: [],
  })
  expect(request).toEqual({
    stream: false,
    maxTokens: 10,
    temperature: 0.5,
    topK: 5,
    stop: ['x'],
    thinking: { type: 'enabled', budgetTokens: 2000 },
    reasoningEffort: 'low',
    responseFormat: { type: 'json_schema', name: 'answer', schema, strict: true },
    tools: [{ name: 'f', description: 'd', parameters: schema, cache: {} }],
    toolChoice: { type: 'tool', name: 'f' },
    parallelToolCalls: false,
    user: 'u',
  })
  expect(lost).toEqual(['mcp_servers', 'tool web_search_20250305'])
})

test('an effort alone makes no model think', () => {
  expect(parse({ output_config: { effort: 'high' } })).not.toHaveProperty('reasoningEffort')
})

test('what is meant for the gateway steers it and stays here', () => {
  const body = {
    model: 'm',
    messages: hello,
    num_retries: 2,
    fallbacks: ['other'],
    metadata: { tags: ['t'] },
  }
  const { options, fallbacks, request } = parseMessagesCall(body, { 'anthropic-beta': 'b' })
  expect(options).toMatchObject({ retries: 2, dropParams: true })
  expect(fallbacks.general).toHaveLength(1)
  expect(request.original).toMatchObject({
    body: { model: 'm', messages: hello },
    headers: { 'anthropic-beta': 'b' },
  })
  expect(Object.keys(request.original?.body ?? {})).toEqual(['model', 'messages'])
})

describe('whom Claude Code calls for', () => {
  const session = '0b0c5a1e-0000-4000-8000-000000000000'
  test.each([
    ['someone', { id: 'someone' }],
    [
      { device_id: 'd', account_uuid: '', session_id: session },
      { id: 'd', sessionId: session },
    ],
    [{ device_id: 'd', account_uuid: 'a' }, { id: 'a' }],
    [`user_${'ab'.repeat(32)}_account__session_${session}`, { id: 'ab'.repeat(32), sessionId: session }],
    ['{broken', { id: '{broken' }],
    ['', undefined],
  ])('%j', (given, expected) => {
    const user_id = typeof given === 'string' ? given : JSON.stringify(given)
    expect(parseEndUser({ metadata: { user_id } })).toEqual(expected)
  })

  test('an id that OpenAI would refuse is not passed on', () => {
    expect(parse({ metadata: { user_id: 'x'.repeat(65) } })).not.toHaveProperty('user')
  })
})
