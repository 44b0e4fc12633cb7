import { expect, test } from 'vitest'
import type { Target } from '../spec/adapter.ts'
import { createAssembler } from '../spec/assemble.ts'
import type { ChatChunk } from '../spec/chunk.ts'
import type { ChatRequest } from '../spec/request.ts'
import { testPorts } from '../testing/ports.ts'
import {
  answer,
  ask,
  assistant,
  builtCall,
  openAiTarget,
  toolCall,
  toolResult,
  user,
} from '../testing/requests.ts'
import { createCompatibleAdapter } from './adapter.ts'
import { parseCompatibleError } from './errors.ts'
import { COMPATIBLE_PROVIDERS } from './provider-table.ts'
import { parseCompletion } from './response.ts'

function adapterOf(name: string, env: Record<string, string> = {}) {
  const provider = COMPATIBLE_PROVIDERS.find((candidate) => candidate.name === name)
  if (!provider) throw new Error(name)
  const key = provider.keyVariables[0]
  return createCompatibleAdapter(provider, testPorts({ env: { ...(key ? { [key]: 'sk-1' } : {}), ...env } }))
}

/** What would be sent. */
async function build(
  name: string,
  request: Partial<ChatRequest> = {},
  { env = {}, ...target }: Partial<Target> & { env?: Record<string, string> } = {},
) {
  const full = openAiTarget({ provider: name, model: 'a-model', dropParams: true, ...target })
  const { request: http, warnings } = await adapterOf(name, env).buildRequest(ask(request), full)
  return { url: http.url, headers: http.headers, body: JSON.parse(String(http.body)), warnings }
}

test.each([
  ['mistral', 'https://api.mistral.ai/v1/chat/completions'],
  ['codestral', 'https://codestral.mistral.ai/v1/chat/completions'],
  ['groq', 'https://api.groq.com/openai/v1/chat/completions'],
  ['deepseek', 'https://api.deepseek.com/beta/chat/completions'],
  ['xai', 'https://api.x.ai/v1/chat/completions'],
  ['together_ai', 'https://api.together.xyz/v1/chat/completions'],
  ['fireworks_ai', 'https://api.fireworks.ai/inference/v1/chat/completions'],
  ['perplexity', 'https://api.perplexity.ai/chat/completions'],
  ['openrouter', 'https://openrouter.ai/api/v1/chat/completions'],
  ['nvidia_nim', 'https://integrate.api.nvidia.com/v1/chat/completions'],
  ['cerebras', 'https://api.cerebras.ai/v1/chat/completions'],
  ['sambanova', 'https://api.sambanova.ai/v1/chat/completions'],
  ['deepinfra', 'https://api.deepinfra.com/v1/openai/chat/completions'],
  ['github', 'https://models.github.ai/inference/chat/completions'],
  ['lm_studio', 'http://localhost:1234/v1/chat/completions'],
  ['text-completion-openai', 'https://api.openai.com/v1/completions'],
])('%s is called at its own address with its own key', async (name, url) => {
  const { headers, ...sent } = await build(name)
  expect(sent.url).toBe(url)
  expect(headers.authorization).toBe('Bearer sk-1')
  expect(sent.warnings).toEqual([])
})

test('the address of a workspace is a setting or a variable', async () => {
  await expect(build('databricks')).rejects.toThrow(/needs api_base \(or DATABRICKS_API_BASE\)/)
  const env = { DATABRICKS_API_BASE: 'https://adb-1.azuredatabricks.net/serving-endpoints' }
  const { url } = await build('databricks', {}, { env })
  expect(url).toBe('https://adb-1.azuredatabricks.net/serving-endpoints/chat/completions')
})

test('Mistral: short ids of calls, any tool, the beginning of an answer, its own names', async () => {
  const { body, warnings } = await build('mistral', {
    messages: [
      { ...user('hi'), name: 'ann' } as ChatRequest['messages'][number],
      toolCall('toolu_01ABC', 'f', { x: 1 }),
      toolResult('toolu_01ABC', 'done'),
      toolCall('abcDEF123', 'f', {}),
      toolResult('abcDEF123', 'done'),
      assistant('The answer'),
    ],
    stream: true,
    tools: [{ name: 'f', parameters: { type: 'object' } }],
    toolChoice: { type: 'required' },
    seed: 7,
    user: 'u',
    logprobs: true,
    extra: { stream_options: { include_usage: true }, safe_prompt: true, store: false },
  })
  const [, { tool_calls }, result, { tool_calls: kept }] = body.messages
  expect(tool_calls[0].id).toMatch(/^[a-f0-9]{9}$/)
  expect(result.tool_call_id).toBe(tool_calls[0].id)
  expect(kept[0].id).toBe('abcDEF123')
  expect(body.messages[0]).toEqual({ role: 'user', content: 'hi' })
  expect(body.messages.at(-1)).toEqual({ role: 'assistant', content: 'The answer', prefix: true })
  const { messages: _, tools: __, ...rest } = body
  expect(rest).toEqual({
    model: 'a-model',
    tool_choice: 'any',
    random_seed: 7,
    safe_prompt: true,
    stream: true,
  })
  expect(warnings).toEqual([
    'logprobs was left out: mistral does not take it',
    'user was left out: mistral does not take it',
    'store was left out: mistral does not take it',
  ])
})

test('Mistral gets a word between results of tools and what the user says', async () => {
  const messages = [toolCall('abcDEF123', 'f', {}), toolResult('abcDEF123', 'done'), user('and now?')]
  const { body, warnings } = await build('mistral', { messages })
  expect(body.messages.map(({ role }: { role: string }) => role)).toEqual([
    'assistant',
    'tool',
    'assistant',
    'user',
  ])
  expect(warnings).toEqual([expect.stringMatching(/^"OK\." of the assistant/)])
  expect((await build('groq', { messages })).body.messages).toHaveLength(3)
})

test('what a service refuses is refused here unless it may be dropped; usual values ask for nothing', async () => {
  const groq = build('groq', { logprobs: true }, { dropParams: false })
  await expect(groq).rejects.toMatchObject({ errorClass: 'unsupported_params', param: 'logprobs' })
  const usual = await build('groq', { logprobs: false, n: 1 }, { dropParams: false })
  expect(usual.body).toEqual({ model: 'a-model', messages: [{ role: 'user', content: 'hello' }], n: 1 })
  const grok = { model: 'grok-4', dropParams: false }
  await expect(build('xai', { stop: ['x'] }, grok)).rejects.toThrow(/stop/)
  expect((await build('xai', { stop: ['x'] }, { ...grok, model: 'grok-3' })).body.stop).toEqual(['x'])
  const tools = { tools: [{ name: 'f' }], toolChoice: { type: 'auto' } as const }
  const { body, warnings } = await build('perplexity', tools)
  expect(Object.keys(body)).toEqual(['model', 'messages'])
  expect(warnings).toEqual(['tools was left out: perplexity does not take it'])
})

test('deployment settings may still say otherwise', async () => {
  const params = { extra_body: { logprobs: true } }
  expect((await build('groq', {}, { params })).body.logprobs).toBe(true)
})

test.each([
  ['deepseek', { type: 'enabled', budgetTokens: 2000 }, { thinking: { type: 'enabled' } }],
  ['deepseek', { type: 'disabled' }, { thinking: { type: 'disabled' } }],
  ['openrouter', { type: 'enabled', budgetTokens: 2000 }, { reasoning: { max_tokens: 2000 } }],
  ['openrouter', { type: 'disabled' }, { reasoning: { enabled: false } }],
  ['openrouter', { type: 'adaptive' }, { reasoning: { effort: 'medium' } }],
  [
    'databricks',
    { type: 'enabled', budgetTokens: 2000 },
    { thinking: { type: 'enabled', budget_tokens: 2000 } },
  ],
  ['together_ai', { type: 'enabled', budgetTokens: 2000 }, { reasoning_effort: 'medium' }],
] as const)('%s is asked to think (%o) in its own words', async (name, thinking, fields) => {
  const params = { api_base: 'https://own.example/v1' }
  expect((await build(name, { thinking }, { params })).body).toMatchObject(fields)
})

test('effort: switched on and off, or told', async () => {
  expect((await build('deepseek', { reasoningEffort: 'none' })).body.thinking).toEqual({ type: 'disabled' })
  expect((await build('deepseek', { reasoningEffort: 'high' })).body).toMatchObject({
    thinking: { type: 'enabled' },
    reasoning_effort: 'high',
  })
  expect((await build('openrouter', { reasoningEffort: 'low' })).body.reasoning).toEqual({ effort: 'low' })
})

test('OpenRouter learns who calls, takes cache marks, and is asked for the cost', async () => {
  const env = { OR_SITE_URL: 'https://site.example', OR_APP_NAME: 'An app' }
  const messages = [
    { role: 'user', content: [{ type: 'text', text: 'hi', cache: {} }] },
  ] as const satisfies ChatRequest['messages']
  const { headers, body } = await build(
    'openrouter',
    { messages, extra: { provider: { sort: 'price' } } },
    { env },
  )
  expect(headers).toMatchObject({ 'http-referer': 'https://site.example', 'x-title': 'An app' })
  expect(body).toMatchObject({ usage: { include: true }, provider: { sort: 'price' } })
  expect(body.messages[0].content[0].cache_control).toEqual({ type: 'ephemeral' })
})

test("Fireworks' models stand in a folder", async () => {
  expect((await build('fireworks_ai', {}, { model: 'kimi-k2' })).body.model).toBe(
    'accounts/fireworks/models/kimi-k2',
  )
  const own = 'accounts/me/deployedModels/mine'
  expect((await build('fireworks_ai', {}, { model: own })).body.model).toBe(own)
})

test('a model that completes one text gets everything as one prompt, and its answer is read', async () => {
  const { body } = await build('text-completion-openai', {
    messages: [user('Once'), user('upon')],
    logprobs: true,
    topLogprobs: 2,
    maxTokens: 5,
  })
  expect(body).toEqual({ model: 'a-model', prompt: 'Once\nupon', logprobs: 2, max_tokens: 5 })
  const image = { type: 'image', source: { kind: 'url', url: 'https://a.example/b.png' } } as const
  await expect(
    build('text-completion-openai', { messages: [{ role: 'user', content: [image] }] }),
  ).rejects.toThrow(/takes no image/)
  const choices = [{ index: 0, text: ' a time', finish_reason: 'length', logprobs: null }]
  expect(parseCompletion(builtCall(), answer(200, { choices }), () => 'x').choices[0]).toMatchObject({
    content: [{ type: 'text', text: ' a time' }],
    finishReason: 'length',
  })
  const decoder = adapterOf('text-completion-openai').createDecoder(builtCall())
  const chunks: unknown[] = []
  decoder.push(Buffer.from(`data: ${JSON.stringify({ choices })}\n\ndata: [DONE]\n\n`), chunks as never)
  expect(chunks).toMatchObject([{ type: 'start' }, { type: 'text', text: ' a time' }, { type: 'finish' }])
})

test('embeddings under other names', async () => {
  const target = openAiTarget({ provider: 'mistral', model: 'codestral-embed', dropParams: true })
  const built = await adapterOf('mistral').embeddings?.build(
    { inputs: ['a'], dimensions: 8, user: 'u' },
    target,
  )
  expect(built?.request.url).toBe('https://api.mistral.ai/v1/embeddings')
  expect(JSON.parse(String(built?.request.body))).toEqual({
    model: 'codestral-embed',
    input: ['a'],
    output_dimension: 8,
    encoding_format: 'float',
  })
})

const oneChoice = (message: object) => ({ choices: [{ index: 0, message, finish_reason: 'stop' }] })

test('answers: sources, costs, reasoning inside the content', () => {
  const perplexity = { ...oneChoice({ content: 'x' }), citations: ['https://a.example'], search_results: [] }
  expect(parseCompletion(builtCall(), answer(200, perplexity), () => 'x').providerFields).toEqual({
    citations: ['https://a.example'],
    search_results: [],
  })
  const usage = { prompt_tokens: 3, completion_tokens: 2, cost: 0.00012 }
  expect(
    parseCompletion(builtCall(), answer(200, { ...oneChoice({ content: 'x' }), usage }), () => 'x').usage,
  ).toMatchObject({
    inputTokens: 3,
    details: { cost: 0.00012 },
  })
  const content = [
    { type: 'reasoning', summary: [{ type: 'summary_text', text: 'hm' }] },
    { type: 'text', text: 'ok' },
  ]
  expect(
    parseCompletion(builtCall(), answer(200, oneChoice({ content })), () => 'x').choices[0]?.content,
  ).toEqual([
    { type: 'reasoning', text: 'hm' },
    { type: 'text', text: 'ok' },
  ])
  const failed = {
    choices: [{ index: 0, message: {}, finish_reason: 'error', error: { message: 'lost', code: 502 } }],
  }
  expect(() => parseCompletion(builtCall(), answer(200, failed), () => 'x')).toThrow(/lost/)
})

test('sources of a stream are told once, however often they are sent', () => {
  const decoder = adapterOf('perplexity').createDecoder(builtCall())
  const event = (content: string, more: object = {}) =>
    `data: ${JSON.stringify({ citations: ['c'], choices: [{ index: 0, delta: { content }, ...more }] })}\n\n`
  const chunks: { type: string; fields?: unknown }[] = []
  decoder.push(Buffer.from(event('a') + event('b', { finish_reason: 'stop' })), chunks as never)
  decoder.end(chunks as never)
  expect(chunks.filter(({ type }) => type === 'provider_fields')).toEqual([
    { type: 'provider_fields', fields: { citations: ['c'] } },
  ])
})

test.each([
  [
    400,
    { code: 'invalid-argument', error: "This model's maximum prompt length is 131072 but …" },
    'context_window',
  ],
  [400, { code: 'invalid-argument', error: 'Incorrect API key provided: xx' }, 'authentication'],
  [
    400,
    {
      object: 'error',
      type: 'invalid_request_error',
      message: 'too large for model with 32768 maximum context length',
    },
    'context_window',
  ],
  [
    400,
    { error: { message: 'The input (9000 tokens) is longer than the context length (8193 tokens)' } },
    'context_window',
  ],
  [
    413,
    { error: { message: 'Request too large: tokens per minute', code: 'rate_limit_exceeded' } },
    'rate_limit',
  ],
  [402, { error: { message: 'Insufficient Balance', code: 'invalid_request_error' } }, 'permission_denied'],
  [422, { detail: [{ loc: ['body', 'x'], msg: 'Extra inputs are not permitted' }] }, 'unprocessable'],
  [429, { error_code: 'REQUEST_LIMIT_EXCEEDED', message: 'Exceeded queries' }, 'rate_limit'],
  [503, { message: 'down' }, 'service_unavailable'],
])('%d %o is %s', (status, body, errorClass) => {
  expect(parseCompatibleError(builtCall(), answer(status, body)).errorClass).toBe(errorClass)
})

test('what OpenRouter tells of reasoning comes back to it whole, however it was sent', async () => {
  const told = [
    { type: 'reasoning.text', index: 0, text: 'Let me see', signature: 'sig', format: 'anthropic-claude-v1' },
    { type: 'reasoning.encrypted', index: 1, data: 'xyz', id: 'call_1' },
  ]
  const call = { id: 'call_1', type: 'function', function: { name: 'f', arguments: '{}' } }
  const message = { content: '', reasoning: 'Let me see', reasoning_details: told, tool_calls: [call] }
  const whole =
    parseCompletion(builtCall(), answer(200, oneChoice(message)), () => 'x').choices[0]?.content ?? []
  const pieces = [
    {
      reasoning: 'Let ',
      reasoning_details: [{ type: 'reasoning.text', index: 0, text: 'Let ', signature: null }],
    },
    { reasoning: 'me see', reasoning_details: [{ ...told[0], text: 'me see' }] },
    { tool_calls: [{ index: 0, ...call }], reasoning_details: [told[1]] },
  ]
  const events = pieces.map((delta) => `data: ${JSON.stringify({ choices: [{ index: 0, delta }] })}\n\n`)
  const decoder = adapterOf('openrouter').createDecoder(builtCall())
  const chunks: ChatChunk[] = []
  decoder.push(Buffer.from(`${events.join('')}data: [DONE]\n\n`), chunks)
  const assembler = createAssembler()
  for (const chunk of chunks) assembler.add(chunk)
  const streamed = assembler.result({ warnings: [], upstreamHeaders: {} }).choices[0]?.content ?? []
  for (const content of [whole, streamed]) {
    const messages: ChatRequest['messages'] = [
      user('go'),
      { role: 'assistant', content },
      toolResult('call_1', 'ok'),
    ]
    const { body } = await build('openrouter', { messages })
    expect(body.messages[1]).toEqual({
      role: 'assistant',
      content: null,
      reasoning_details: told,
      tool_calls: [call],
    })
    const elsewhere = await build('deepseek', { messages })
    expect(elsewhere.body.messages[1].reasoning_content).toBe('Let me see')
    expect(JSON.stringify(elsewhere.body)).not.toContain('details')
  }
})
