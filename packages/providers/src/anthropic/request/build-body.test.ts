import { expect, test } from 'vitest'
import type { Target } from '../../spec/adapter.ts'
import type { ChatRequest } from '../../spec/request.ts'
import {
  anthropicTarget,
  ask,
  assistant,
  system,
  toolCall,
  toolResult,
  user,
} from '../../testing/requests.ts'
import { parseAnthropicModel } from '../model.ts'
import { buildBody } from './build-body.ts'

const SONNET_3_7 = 'claude-3-7-sonnet-20250219'
const OPUS_4_6 = 'claude-opus-4-6'
const readFile = { name: 'read_file', parameters: { type: 'object', properties: {} } }
const readFileTool = { name: 'read_file', input_schema: { type: 'object', properties: {} } }

function build(request: Partial<ChatRequest>, target: Partial<Target> = {}) {
  const full = anthropicTarget(target)
  return buildBody(ask(request), full, parseAnthropicModel(full.model))
}
const bodyOf = (...args: Parameters<typeof build>) => build(...args).body

test('a plain question; how long the answer may be comes from the model where nobody says', () => {
  const hello = [{ role: 'user', content: [{ type: 'text', text: 'hello' }] }]
  expect(bodyOf({})).toEqual({ model: 'claude-sonnet-4-5', max_tokens: 4096, messages: hello })
  expect(bodyOf({}, { maxOutputTokens: 64_000 }).max_tokens).toBe(64_000)
  expect(bodyOf({ maxTokens: 5, stream: true })).toMatchObject({ max_tokens: 5, stream: true })
})

test('a tool conversation with marks in all places, two results in one turn', () => {
  const { body, warnings } = build({
    maxTokens: 8192,
    temperature: 0,
    user: 'u-1',
    stop: ['</done>', ' '],
    tools: [readFile, { name: 'done', cache: { ttl: '1h' } }],
    toolChoice: { type: 'required' },
    parallelToolCalls: false,
    messages: [
      { role: 'system', content: [{ type: 'text', text: 'Be careful.', cache: {} }] },
      user('Fix it'),
      { role: 'user', content: [{ type: 'text', text: 'Environment: linux', cache: {} }] },
      {
        role: 'assistant',
        content: [
          { type: 'text', text: 'I read both.' },
          { type: 'tool_call', id: 'call|a', name: 'read_file', arguments: '{"path":"a.ts"}' },
          { type: 'tool_call', id: 'toolu_b', name: 'read_file', arguments: '' },
        ],
      },
      { role: 'tool', toolCallId: 'call|a', content: [{ type: 'text', text: 'export {}', cache: {} }] },
      { role: 'tool', toolCallId: 'toolu_b', content: [], isError: true },
      assistant('Well: '),
    ],
  })
  const mark = { cache_control: { type: 'ephemeral' } }
  const renamed = expect.stringMatching(/^call_a_[0-9a-f]{8}$/)
  expect(body).toEqual({
    model: 'claude-sonnet-4-5',
    max_tokens: 8192,
    tools: [
      readFileTool,
      {
        name: 'done',
        input_schema: { type: 'object', properties: {} },
        cache_control: { type: 'ephemeral', ttl: '1h' },
      },
    ],
    tool_choice: { type: 'any', disable_parallel_tool_use: true },
    system: [{ type: 'text', text: 'Be careful.', ...mark }],
    messages: [
      {
        role: 'user',
        content: [
          { type: 'text', text: 'Fix it' },
          { type: 'text', text: 'Environment: linux', ...mark },
        ],
      },
      {
        role: 'assistant',
        content: [
          { type: 'text', text: 'I read both.' },
          { type: 'tool_use', id: renamed, name: 'read_file', input: { path: 'a.ts' } },
          { type: 'tool_use', id: 'toolu_b', name: 'read_file', input: {} },
        ],
      },
      {
        role: 'user',
        content: [
          {
            type: 'tool_result',
            tool_use_id: renamed,
            content: [{ type: 'text', text: 'export {}' }],
            ...mark,
          },
          { type: 'tool_result', tool_use_id: 'toolu_b', content: [], is_error: true },
        ],
      },
      { role: 'assistant', content: [{ type: 'text', text: 'Well:' }] },
    ],
    temperature: 0,
    stop_sequences: ['</done>'],
    metadata: { user_id: 'u-1' },
  })
  expect(warnings).toEqual(['Blank stop sequences were left out'])
})

test('images and documents by bytes, address and id', () => {
  const data = (mediaType: string, base64: string) => ({ kind: 'data', mediaType, base64 }) as const
  const { body, betas } = build({
    messages: [
      {
        role: 'user',
        content: [
          { type: 'image', source: data('image/jpg', 'iVBORw0KGgoAAA'), cache: {} },
          { type: 'image', source: { kind: 'url', url: 'https://example.com/a.png' } },
          { type: 'file', source: data('application/pdf', 'JVBERi0x'), name: 'a.pdf' },
          { type: 'file', source: data('text/markdown', Buffer.from('# 観測').toString('base64')) },
          { type: 'file', source: { kind: 'url', url: 'https://example.com/b.pdf' } },
          { type: 'file', source: { kind: 'file_id', id: 'file_1' } },
        ],
      },
    ],
  })
  expect(body.messages).toEqual([
    {
      role: 'user',
      content: [
        {
          type: 'image',
          source: { type: 'base64', media_type: 'image/png', data: 'iVBORw0KGgoAAA' },
          cache_control: { type: 'ephemeral' },
        },
        { type: 'image', source: { type: 'url', url: 'https://example.com/a.png' } },
        {
          type: 'document',
          source: { type: 'base64', media_type: 'application/pdf', data: 'JVBERi0x' },
          title: 'a.pdf',
        },
        { type: 'document', source: { type: 'text', media_type: 'text/plain', data: '# 観測' } },
        { type: 'document', source: { type: 'url', url: 'https://example.com/b.pdf' } },
        { type: 'document', source: { type: 'file', file_id: 'file_1' } },
      ],
    },
  ])
  expect(betas).toEqual(['files-api-2025-04-14'])
})

test.each([
  [{ type: 'audio', format: 'wav', base64: 'AAAA' } as const, /takes no audio/],
  [
    { type: 'image', source: { kind: 'data', mediaType: 'image/tiff', base64: 'SUkq' } } as const,
    /type "image\/tiff"/,
  ],
  [
    { type: 'file', source: { kind: 'data', mediaType: 'application/zip', base64: 'UEsD' } } as const,
    /takes pdf and plain/,
  ],
])('%j is refused', (part, message) => {
  expect(() => build({ messages: [{ role: 'user', content: [part] }] })).toThrow(message)
})

test('thinking by budget, by effort, and what it forbids', () => {
  const budget = build(
    { thinking: { type: 'enabled', budgetTokens: 2048 }, temperature: 0.2, topK: 5 },
    { model: SONNET_3_7 },
  )
  expect(budget.body).toMatchObject({
    thinking: { type: 'enabled', budget_tokens: 2048 },
    max_tokens: 6144,
  })
  expect(budget.body).not.toHaveProperty('temperature')
  expect(budget.warnings).toHaveLength(2)
  expect(bodyOf({ reasoningEffort: 'low' }, { model: OPUS_4_6 })).toMatchObject({
    thinking: { type: 'adaptive' },
    output_config: { effort: 'low' },
  })
  expect(bodyOf({ reasoningEffort: 'none' })).not.toHaveProperty('thinking')
  const old = { model: 'claude-3-5-haiku-20241022' }
  expect(() => build({ reasoningEffort: 'high' }, old)).toThrow(/does not think/)
  expect(build({ reasoningEffort: 'high' }, { ...old, dropParams: true }).warnings).toHaveLength(1)
})

test('reasoning is replayed where it is signed', () => {
  const { body, warnings } = build({
    messages: [
      user('go'),
      {
        role: 'assistant',
        content: [
          { type: 'reasoning', text: 'hm', signature: 'sig' },
          { type: 'redacted_reasoning', data: 'zz' },
          { type: 'reasoning', text: 'unsigned' },
          ...(toolCall('t', 'read_file', {}).content as []),
        ],
      },
      toolResult('t', 'x'),
    ],
    tools: [readFile],
  })
  expect(body.messages).toMatchObject([
    {},
    {
      content: [
        { type: 'thinking', thinking: 'hm', signature: 'sig' },
        { type: 'redacted_thinking', data: 'zz' },
        { type: 'tool_use' },
      ],
    },
    {},
  ])
  expect(warnings).toEqual(['Earlier reasoning was left out: it has no signature'])
})

test('a response format is a format of its own where schema and model allow it, else a tool', () => {
  const schema = { type: 'object', properties: { a: { type: 'string' } }, additionalProperties: false }
  const responseFormat = { type: 'json_schema', name: 'n', schema } as const
  const strict = build(
    { responseFormat: { ...responseFormat, strict: true }, reasoningEffort: 'low' },
    { model: OPUS_4_6 },
  )
  expect(strict.body.output_config).toEqual({ effort: 'low', format: { type: 'json_schema', schema } })
  expect(strict.answerTool).toBeUndefined()
  const forced = build({ responseFormat })
  expect(forced.body).toMatchObject({
    tools: [{ name: 'json_tool_call', input_schema: schema }],
    tool_choice: { type: 'tool', name: 'json_tool_call' },
  })
  expect(forced.answerTool).toBe('json_tool_call')
  expect(bodyOf({ responseFormat: { type: 'json_object' }, tools: [readFile] })).toMatchObject({
    tools: [readFileTool, { name: 'json_tool_call' }],
    tool_choice: { type: 'any' },
  })
})

test('parameters of others are dropped with a warning or refused; unknown ones are Anthropic’s', () => {
  const asked = {
    seed: 1,
    topP: 0.5,
    temperature: 1.5,
    extra: { store: true, service_tier: 'flex', mcp_servers: [1], anthropic_beta: ['b-1'] },
  }
  expect(() => build(asked)).toThrow(/does not support parameter seed/)
  const { body, betas, warnings } = build(asked, { dropParams: true })
  expect(body).toMatchObject({ temperature: 1, mcp_servers: [1] })
  expect(body).not.toHaveProperty('top_p')
  expect([betas, warnings.length]).toEqual([['b-1'], 5])
})

test('what came in this dialect goes out as it came, with what the deployment adds', () => {
  const body = {
    model: 'my-claude',
    max_tokens: 10,
    stream: false,
    system: [{ type: 'text', text: 's', cache_control: { type: 'ephemeral', ttl: '1h' } }],
    tools: [{ type: 'web_search_20250305', name: 'web_search', max_uses: 2 }],
    context_management: { edits: [] },
    messages: [
      { role: 'user', content: 'hi' },
      { role: 'assistant', content: [{ type: 'thinking', thinking: 'x', signature: '' }] },
      { role: 'assistant', content: [{ type: 'server_tool_use', id: 's', name: 'web_search', input: {} }] },
    ],
  }
  const original = { dialect: 'anthropic', body, headers: {} } as const
  const built = build({
    original,
    temperature: 0.3,
    extra: { service_tier: 'auto' },
    messages: [system('x')],
  })
  const { stream: _, ...kept } = body
  expect(built.body).toEqual({
    ...kept,
    model: 'claude-sonnet-4-5',
    messages: [body.messages[0], body.messages[2]],
    temperature: 0.3,
    service_tier: 'auto',
  })
  expect(built.keepOriginal).toBe(true)
})
