import { expect, test } from 'vitest'
import type { Target } from '../../spec/adapter.ts'
import type { ChatRequest } from '../../spec/request.ts'
import { ask, assistant, bedrockTarget, system, toolCall, toolResult, user } from '../../testing/requests.ts'
import { parseBedrockModel } from '../model-id.ts'
import { buildBody } from './build-body.ts'
import { loadMedia } from './media.ts'

const NOVA = 'us.amazon.nova-pro-v1:0'
const DEEPSEEK = 'us.deepseek.r1-v1:0'
const SONNET_3_5_V1 = 'anthropic.claude-3-5-sonnet-20240620-v1:0'
const readFile = {
  name: 'read_file',
  description: 'Reads a file',
  parameters: { type: 'object', properties: {} },
}
const readFileSpec = {
  toolSpec: {
    name: 'read_file',
    description: 'Reads a file',
    inputSchema: { json: { type: 'object', properties: {} } },
  },
}

async function build(request: Partial<ChatRequest>, target: Partial<Target> = {}) {
  const full = bedrockTarget(target)
  const asked = ask(request)
  const mediaOf = await loadMedia(asked, async (url) => ({ mediaType: 'image/png', bytes: Buffer.from(url) }))
  return buildBody(asked, full, parseBedrockModel(full.model), mediaOf)
}

test('a plain question', async () => {
  expect(await build({ messages: [user('hello')] })).toEqual({
    body: { messages: [{ role: 'user', content: [{ text: 'hello' }] }] },
    warnings: [],
    toolNames: new Map(),
  })
})

test('a tool conversation of Claude with prompt caching, as Cline keeps it', async () => {
  const { body, warnings } = await build({
    stream: true,
    maxTokens: 8192,
    temperature: 0,
    stop: ['</done>', ' '],
    tools: [readFile, { name: 'done', cache: {} }],
    toolChoice: { type: 'auto' },
    messages: [
      { role: 'system', content: [{ type: 'text', text: 'Be careful.', cache: {} }] },
      { role: 'user', content: [{ type: 'text', text: 'Fix it' }] },
      { role: 'user', content: [{ type: 'text', text: 'Environment: linux', cache: {} }] },
      {
        role: 'assistant',
        content: [
          { type: 'text', text: 'I read both.' },
          { type: 'tool_call', id: 'tooluse_a', name: 'read_file', arguments: '{"path":"a.ts"}' },
          { type: 'tool_call', id: 'tooluse_b', name: 'read_file', arguments: '' },
        ],
      },
      toolResult('tooluse_a', 'export {}'),
      { role: 'tool', toolCallId: 'tooluse_b', content: [], isError: true },
      { role: 'user', content: [{ type: 'text', text: 'go on', cache: {} }] },
    ],
  })
  const cachePoint = { cachePoint: { type: 'default' } }
  expect(body).toEqual({
    system: [{ text: 'Be careful.' }, cachePoint],
    toolConfig: {
      tools: [
        readFileSpec,
        { toolSpec: { name: 'done', inputSchema: { json: { type: 'object', properties: {} } } } },
        cachePoint,
      ],
      toolChoice: { auto: {} },
    },
    messages: [
      { role: 'user', content: [{ text: 'Fix it' }, { text: 'Environment: linux' }, cachePoint] },
      {
        role: 'assistant',
        content: [
          { text: 'I read both.' },
          { toolUse: { toolUseId: 'tooluse_a', name: 'read_file', input: { path: 'a.ts' } } },
          { toolUse: { toolUseId: 'tooluse_b', name: 'read_file', input: {} } },
        ],
      },
      {
        role: 'user',
        content: [
          { toolResult: { toolUseId: 'tooluse_a', content: [{ text: 'export {}' }] } },
          { toolResult: { toolUseId: 'tooluse_b', content: [{ text: '(no output)' }], status: 'error' } },
          { text: 'go on' },
          cachePoint,
        ],
      },
    ],
    inferenceConfig: { maxTokens: 8192, temperature: 0, stopSequences: ['</done>'] },
  })
  expect(warnings).toEqual(['Blank stop sequences were left out'])
})

test('equal requests give equal bytes, and a longer conversation begins with the bytes of the shorter', async () => {
  const turns = [
    system('Be brief'),
    user('a'),
    toolCall('t1', 'read_file', { path: 'x', deep: { z: 1, a: 2 } }),
  ]
  const short = await build({ tools: [readFile], messages: [...turns, toolResult('t1', 'y')] })
  const long = await build({
    tools: [readFile],
    messages: [...turns, toolResult('t1', 'y'), assistant('ok'), user('more')],
  })
  const bytes = JSON.stringify(short.body)
  expect(
    JSON.stringify((await build({ tools: [readFile], messages: [...turns, toolResult('t1', 'y')] })).body),
  ).toBe(bytes)
  expect(JSON.stringify(long.body).startsWith(bytes.slice(0, -2))).toBe(true)
})

test('a fallback to a model without prompt caching sends no cache points, and says so', async () => {
  const request: Partial<ChatRequest> = {
    tools: [{ ...readFile, cache: {} }],
    messages: [
      { role: 'system', content: [{ type: 'text', text: 'Long prompt', cache: {} }] },
      { role: 'user', content: [{ type: 'text', text: 'hi', cache: {} }] },
    ],
  }
  const { body, warnings } = await build(request, { model: `converse/${SONNET_3_5_V1}` })
  expect(JSON.stringify(body)).not.toContain('cachePoint')
  expect(warnings.join()).toMatch(/cache_control in system was left out: .*has no prompt caching there/)
  const nova = await build(request, { model: `converse/${NOVA}` })
  expect(JSON.stringify(nova.body.system)).toContain('cachePoint')
  expect(JSON.stringify(nova.body.toolConfig)).not.toContain('cachePoint')
})

test('one-hour caching is asked for where the model has it', async () => {
  const messages: ChatRequest['messages'] = [
    { role: 'user', content: [{ type: 'text', text: 'hi', cache: { ttl: '1h' } }] },
  ]
  const content = async (model: string) =>
    (await build({ messages }, { model })).body.messages[0]?.content.at(-1)
  expect(await content('us.anthropic.claude-sonnet-4-5-20250929-v1:0')).toEqual({
    cachePoint: { type: 'default', ttl: '1h' },
  })
  expect(await content('us.anthropic.claude-sonnet-4-20250514-v1:0')).toEqual({
    cachePoint: { type: 'default' },
  })
})

test('a model without tools gets their history as text; offering tools is refused or dropped', async () => {
  const messages = [user('go'), toolCall('t', 'read_file', { path: 'a' }), toolResult('t', 'content')]
  const target = { model: `converse/${DEEPSEEK}` }
  await expect(build({ messages, tools: [readFile] }, target)).rejects.toMatchObject({
    errorClass: 'unsupported_params',
    param: 'tools',
    message: expect.stringContaining('drop_params: true'),
  })
  const { body, warnings } = await build({ messages, tools: [readFile] }, { ...target, dropParams: true })
  expect(body).toEqual({
    messages: [
      { role: 'user', content: [{ text: 'go' }] },
      { role: 'assistant', content: [{ text: '[called read_file with {"path":"a"}]' }] },
      { role: 'user', content: [{ text: '[tool result]' }, { text: 'content' }] },
    ],
  })
  expect(warnings).toHaveLength(2)
})

test('tool calls in the history without tools need modify_params', async () => {
  const messages = [user('go'), toolCall('t', 'read_file', {}), toolResult('t', 'x')]
  await expect(build({ messages })).rejects.toThrow(/modify_params: true/)
  const { body } = await build({ messages }, { modifyParams: true })
  expect(body.toolConfig?.tools).toEqual([
    {
      toolSpec: {
        name: 'read_file',
        description: 'No longer available.',
        inputSchema: { json: { type: 'object', properties: {} } },
      },
    },
  ])
})

test.each([
  [{ type: 'auto' }, { auto: {} }],
  [{ type: 'required' }, { any: {} }],
  [{ type: 'tool', name: 'read_file' }, { tool: { name: 'read_file' } }],
] as const)('tool choice %o becomes %o', async (toolChoice, wire) => {
  const { body } = await build({ tools: [readFile], toolChoice })
  expect(body.toolConfig?.toolChoice).toEqual(wire)
})

test('models that know no tool choice are sent none', async () => {
  const target = { model: 'us.meta.llama3-3-70b-instruct-v1:0' }
  const auto = await build({ tools: [readFile], toolChoice: { type: 'auto' } }, target)
  expect([auto.body.toolConfig, auto.warnings]).toEqual([{ tools: [readFileSpec] }, []])
  const forced = await build({ tools: [readFile], toolChoice: { type: 'required' } }, target)
  expect([forced.body.toolConfig, forced.warnings.length]).toEqual([{ tools: [readFileSpec] }, 1])
  const mistral = await build(
    { tools: [readFile], toolChoice: { type: 'tool', name: 'read_file' } },
    { model: 'mistral.mistral-large-2407-v1:0' },
  )
  expect(mistral.body.toolConfig?.toolChoice).toEqual({ any: {} })
})

test('tool_choice none leaves the tools out, and is refused once the conversation used some', async () => {
  const plain = await build({ tools: [readFile], toolChoice: { type: 'none' } })
  expect(plain.body.toolConfig).toBeUndefined()
  const messages = [user('go'), toolCall('t', 'read_file', {}), toolResult('t', 'x')]
  const request = { messages, tools: [readFile], toolChoice: { type: 'none' } as const }
  await expect(build(request)).rejects.toMatchObject({ param: 'tool_choice' })
  const { body } = await build(request, { dropParams: true })
  expect(body.toolConfig).toEqual({ tools: [readFileSpec] })
})

test('names and ids that Bedrock refuses are replaced and can be mapped back', async () => {
  const odd = { name: 'mcp.server/read file', parameters: {} }
  const { body, toolNames } = await build({
    tools: [odd, { ...odd, name: 'mcp server.read.file' }],
    messages: [user('go'), toolCall('functions.read:0', odd.name, {}), toolResult('functions.read:0', 'x')],
  })
  const [first, second] = (body.toolConfig?.tools ?? []).map((tool) =>
    'toolSpec' in tool ? tool.toolSpec.name : '',
  )
  expect(first).toBe('mcp_server_read_file')
  expect(second).toMatch(/^mcp_server_read_file_[0-9a-f]{8}$/)
  expect(toolNames.get('mcp_server_read_file')).toBe(odd.name)
  const json = JSON.stringify(body.messages)
  const [id] = json.match(/functions_read_0_[0-9a-f]{8}/) ?? []
  expect(json.split(`"toolUseId":"${id}"`)).toHaveLength(3)
})

test('arguments that are no JSON object are passed on as text', async () => {
  const messages: ChatRequest['messages'] = [
    user('go'),
    {
      role: 'assistant',
      content: [{ type: 'tool_call', id: 't', name: 'read_file', arguments: '{"path": "a' }],
    },
    toolResult('t', 'cut off'),
  ]
  const { body, warnings } = await build({ messages, tools: [readFile] })
  expect(JSON.stringify(body)).toContain('"input":{"arguments":"{\\"path\\": \\"a"}')
  expect(warnings).toHaveLength(1)
})

test('parallel_tool_calls false', async () => {
  const request = { tools: [readFile], parallelToolCalls: false }
  const sonnet45 = await build(request, { model: 'us.anthropic.claude-sonnet-4-5-20250929-v1:0' })
  expect(sonnet45.body.toolConfig).toEqual({ tools: [readFileSpec] })
  expect(sonnet45.body.additionalModelRequestFields).toEqual({
    tool_choice: { type: 'auto', disable_parallel_tool_use: true },
  })
  await expect(build(request)).rejects.toMatchObject({ param: 'parallel_tool_calls' })
})

test('a response format becomes a forced tool, or one among others', async () => {
  const schema = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] }
  const responseFormat = { type: 'json_schema', name: 'place', schema } as const
  const alone = await build({ responseFormat })
  expect(alone.answerTool).toBe('json_tool_call')
  expect(alone.body.toolConfig).toEqual({
    tools: [
      {
        toolSpec: {
          name: 'json_tool_call',
          description: 'Gives the answer as JSON.',
          inputSchema: { json: schema },
        },
      },
    ],
    toolChoice: { tool: { name: 'json_tool_call' } },
  })
  const among = await build({ responseFormat: { type: 'json_object' }, tools: [readFile] })
  expect(among.body.toolConfig?.toolChoice).toEqual({ any: {} })
  expect((await build({ responseFormat: { type: 'text' } })).body.toolConfig).toBeUndefined()
})

test('extra parameters go where they belong', async () => {
  const guardrailConfig = { guardrailIdentifier: 'g', guardrailVersion: '1' }
  const { body } = await build({
    topK: 40,
    extra: { guardrailConfig, service_tier: 'flex', anthropic_beta: ['b'], custom_field: 1, nothing: null },
  })
  expect(body).toMatchObject({
    guardrailConfig,
    serviceTier: { type: 'flex' },
    additionalModelRequestFields: { top_k: 40, anthropic_beta: ['b'], custom_field: 1 },
  })
  const nova = await build({ topK: 40 }, { model: `converse/${NOVA}` })
  expect(nova.body.additionalModelRequestFields).toEqual({ inferenceConfig: { topK: 40 } })
  const long = await build({}, { model: 'converse/us.anthropic.claude-sonnet-4-20250514-v1:0[1m]' })
  expect(long.body.additionalModelRequestFields).toEqual({ anthropic_beta: ['context-1m-2025-08-07'] })
})

test.each([
  ['n', { n: 2 }],
  ['seed', { seed: 1 }],
  ['presence_penalty', { presencePenalty: 0.5 }],
  ['frequency_penalty', { frequencyPenalty: 0.5 }],
  ['logit_bias', { logitBias: { 1: 5 } }],
  ['logprobs', { logprobs: true }],
  ['store', { extra: { store: true } }],
] as const)('%s is refused, or dropped with a warning', async (param, request) => {
  await expect(build(request)).rejects.toMatchObject({ errorClass: 'unsupported_params', param })
  const { body, warnings } = await build(request, { dropParams: true })
  expect(Object.keys(body)).toEqual(['messages'])
  expect(warnings).toEqual([expect.stringContaining(`${param} was left out`)])
})

test('values that mean "as usual" ask for nothing', async () => {
  const usual = { n: 1, presencePenalty: 0, frequencyPenalty: 0, logprobs: false, parallelToolCalls: true }
  expect((await build(usual)).warnings).toEqual([])
})

test('temperature and top_p together go only to models that take both', async () => {
  const both = { temperature: 0.2, topP: 0.9 }
  expect((await build(both)).body.inferenceConfig).toEqual(both)
  const { body, warnings } = await build(both, { model: 'us.anthropic.claude-opus-4-1-20250805-v1:0' })
  expect(body.inferenceConfig).toEqual({ temperature: 0.2 })
  expect(warnings).toHaveLength(1)
})

test('blank messages disappear, neighbours merge, and nothing at all is refused', async () => {
  const { body } = await build({
    messages: [user(' '), system('\n'), user('a'), assistant(''), user('b'), assistant('c  \n')],
  })
  expect(body).toEqual({
    messages: [
      { role: 'user', content: [{ text: 'a' }, { text: 'b' }] },
      { role: 'assistant', content: [{ text: 'c' }] },
    ],
  })
  await expect(build({ messages: [] })).rejects.toMatchObject({
    errorClass: 'bad_request',
    param: 'messages',
  })
  await expect(build({ messages: [system('only'), user('')] })).rejects.toThrow(
    /no user or assistant message/,
  )
})

test('modify_params fills in a first and a last user turn', async () => {
  const messages = [assistant('a'), user('b'), assistant('c')]
  expect((await build({ messages })).body.messages).toHaveLength(3)
  const { body } = await build({ messages }, { modifyParams: true })
  expect(body.messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user', 'assistant', 'user'])
})

test('old models without system prompts get it as user text', async () => {
  const { body } = await build(
    { messages: [system('Rules'), user('hi')] },
    { model: 'mistral.mistral-7b-instruct-v0:2' },
  )
  expect(body).toEqual({ messages: [{ role: 'user', content: [{ text: 'Rules' }, { text: 'hi' }] }] })
})
