import { describe, expect, test } from 'vitest'
import { createIngestion } from '../../ingestion.ts'
import { memoryAnalytics } from '../../testing/memory-analytics.ts'

const scope = { projectId: 'p', apiKeyId: null, source: 'OTEL', sdkName: null, sdkVersion: null } as const

type Value = string | number | boolean | readonly string[]

interface Span {
  readonly name?: string
  readonly spanId?: string
  readonly parentSpanId?: string
  readonly startMs?: number
  readonly endMs?: number
  readonly attributes?: Readonly<Record<string, Value>>
  readonly events?: readonly { name: string; attributes: Readonly<Record<string, Value>> }[]
  readonly status?: object
}

interface Source {
  readonly scopeName?: string
  readonly resource?: Readonly<Record<string, Value>>
}

const anyValue = (value: Value): object => {
  if (typeof value === 'string') return { stringValue: value }
  if (typeof value === 'number') return Number.isInteger(value) ? { intValue: value } : { doubleValue: value }
  if (typeof value === 'boolean') return { boolValue: value }
  return { arrayValue: { values: value.map(anyValue) } }
}
const attributes = (values: Readonly<Record<string, Value>> = {}) =>
  Object.entries(values).map(([key, value]) => ({ key, value: anyValue(value) }))

const traceId = '0af7651916cd43dd8448eb211c80319c'

/** The rows after one request with these spans of one trace. */
async function after(spans: readonly Span[], { scopeName = 'langfuse-sdk', resource = {} }: Source = {}) {
  const analytics = memoryAnalytics()
  const body = {
    resourceSpans: [
      {
        resource: { attributes: attributes(resource) },
        scopeSpans: [
          {
            scope: { name: scopeName, version: '1.2.3' },
            spans: spans.map((span, index) => ({
              traceId,
              spanId: span.spanId ?? `000000000000000${index + 1}`,
              parentSpanId: span.parentSpanId ?? '',
              name: span.name ?? `span ${index + 1}`,
              startTimeUnixNano: `${1_800_000_000_000 + (span.startMs ?? index)}000000`,
              endTimeUnixNano: `${1_800_000_000_000 + (span.endMs ?? 1000)}000000`,
              attributes: attributes(span.attributes),
              events: span.events?.map((event) => ({ ...event, attributes: attributes(event.attributes) })),
              status: span.status,
            })),
          },
        ],
      },
    ],
  }
  await createIngestion({ analytics }).ingestSpans(scope, {
    encoding: 'json',
    body: Buffer.from(JSON.stringify(body)),
  })
  const observations = [...analytics.rows('observations').values()]
  return { trace: analytics.rows('traces').get(traceId), observations, first: observations[0] }
}

describe('the type of an observation', () => {
  test.each<[Record<string, Value>, string]>([
    [{ 'langfuse.observation.type': 'tool', 'gen_ai.request.model': 'gpt-4o' }, 'TOOL'],
    [{ 'openinference.span.kind': 'LLM' }, 'GENERATION'],
    [{ 'openinference.span.kind': 'RETRIEVER' }, 'RETRIEVER'],
    [{ 'gen_ai.operation.name': 'chat' }, 'GENERATION'],
    [{ 'gen_ai.operation.name': 'embeddings' }, 'EMBEDDING'],
    [{ 'gen_ai.operation.name': 'invoke_agent', 'gen_ai.request.model': 'gpt-4o' }, 'AGENT'],
    [{ 'gen_ai.operation.name': 'execute_tool' }, 'TOOL'],
    [{ 'ai.operationId': 'ai.generateText.doGenerate', 'ai.model.id': 'gpt-4o' }, 'GENERATION'],
    [{ 'ai.operationId': 'ai.generateText', 'ai.model.id': 'gpt-4o' }, 'SPAN'],
    [{ 'ai.operationId': 'ai.embed.doEmbed' }, 'EMBEDDING'],
    [{ 'ai.operationId': 'ai.toolCall', 'ai.toolCall.name': 'search' }, 'TOOL'],
    [{ 'gen_ai.tool.name': 'search' }, 'TOOL'],
    [{ 'gen_ai.request.model': 'gpt-4o' }, 'GENERATION'],
    [{ 'langfuse.observation.type': 'nonsense' }, 'SPAN'],
    [{}, 'SPAN'],
  ])('%j is a %s', async (given, type) => {
    expect((await after([{ attributes: given }], { scopeName: 'other' })).first?.type).toBe(type)
  })
})

describe("GenAI's conventions", () => {
  test('usage, parameters, messages and the rest as metadata', async () => {
    const { first, trace } = await after(
      [
        {
          name: 'chat gpt-4o',
          attributes: {
            'gen_ai.operation.name': 'chat',
            'gen_ai.request.model': 'gpt-4o',
            'gen_ai.response.model': 'gpt-4o-2024-08-06',
            'gen_ai.request.temperature': 0.5,
            'gen_ai.request.stop_sequences': ['a', 'b'],
            'gen_ai.usage.input_tokens': 100,
            'gen_ai.usage.output_tokens': 20,
            'gen_ai.usage.cache_read.input_tokens': 40,
            'gen_ai.usage.reasoning.output_tokens': 5,
            'gen_ai.system_instructions': '[{"type":"text","content":"be brief"}]',
            'gen_ai.input.messages': '[{"role":"user","parts":[]}]',
            'gen_ai.output.messages': '[{"role":"assistant","parts":[]}]',
            'gen_ai.conversation.id': 'conversation',
            'server.address': 'api.openai.com',
          },
        },
      ],
      {
        scopeName: 'openai-instrumentation',
        resource: { 'service.name': 'shop', 'deployment.environment': 'Prod' },
      },
    )
    expect(first).toMatchObject({
      type: 'GENERATION',
      provided_model_name: 'gpt-4o-2024-08-06',
      usage_details: {
        input: 60,
        input_cached_tokens: 40,
        output: 15,
        output_reasoning_tokens: 5,
        total: 120,
      },
      model_parameters: '{"temperature":0.5,"stop_sequences":"[\\"a\\",\\"b\\"]"}',
      output: '[{"role":"assistant","parts":[]}]',
      service_name: 'shop',
      scope_name: 'openai-instrumentation',
      environment: 'prod',
    })
    expect(JSON.parse(String(first?.input))).toEqual([
      { role: 'system', parts: [{ type: 'text', content: 'be brief' }] },
      { role: 'user', parts: [] },
    ])
    const metadata = first?.metadata as Record<string, string>
    expect(JSON.parse(metadata.attributes ?? '')).toEqual({ 'server.address': 'api.openai.com' })
    expect(JSON.parse(metadata.resourceAttributes ?? '')).toMatchObject({ 'service.name': 'shop' })
    expect(JSON.parse(metadata.scope ?? '')).toMatchObject({
      name: 'openai-instrumentation',
      version: '1.2.3',
    })
    expect(trace).toMatchObject({ session_id: 'conversation', name: 'chat gpt-4o' })
  })

  test('messages as span events', async () => {
    const { first } = await after(
      [
        {
          attributes: { 'gen_ai.request.model': 'gpt-4o' },
          events: [
            { name: 'gen_ai.system.message', attributes: { content: 'be brief' } },
            { name: 'gen_ai.user.message', attributes: { content: 'hi' } },
            { name: 'gen_ai.choice', attributes: { index: 0, message: '{"content":"hello"}' } },
          ],
        },
      ],
      { scopeName: 'other' },
    )
    expect(JSON.parse(String(first?.input))).toEqual([
      { role: 'system', content: 'be brief' },
      { role: 'user', content: 'hi' },
    ])
    expect(JSON.parse(String(first?.output))).toEqual({ index: 0, message: { content: 'hello' } })
  })

  test('messages as flattened lists', async () => {
    const { first } = await after(
      [
        {
          attributes: {
            'gen_ai.prompt.0.role': 'user',
            'gen_ai.prompt.0.content': 'hi',
            'gen_ai.prompt.1.role': 'assistant',
            'gen_ai.prompt.1.tool_calls.0.name': 'search',
            'gen_ai.prompt.99999999.role': 'attack',
            'gen_ai.prompt.0.__proto__.polluted': 'yes',
            'gen_ai.completion.0.content': 'hello',
          },
        },
      ],
      { scopeName: 'other' },
    )
    const input = JSON.parse(String(first?.input)) as unknown[]
    expect(input).toHaveLength(2)
    expect(input[1]).toEqual({ role: 'assistant', tool_calls: [{ name: 'search' }] })
    expect(({} as { polluted?: string }).polluted).toBeUndefined()
    expect(first?.output).toBe('[{"content":"hello"}]')
  })
})

test("OpenInference's conventions", async () => {
  const { first } = await after(
    [
      {
        attributes: {
          'openinference.span.kind': 'LLM',
          'llm.model_name': 'gpt-4o',
          'llm.invocation_parameters': '{"temperature":0.1,"stream":true}',
          'llm.input_messages.0.message.role': 'user',
          'llm.input_messages.0.message.content': 'hi',
          'llm.output_messages.0.message.role': 'assistant',
          'llm.output_messages.0.message.tool_calls.0.tool_call.function.name': 'search',
          'llm.token_count.prompt': 10,
          'llm.token_count.completion': 5,
          'llm.token_count.total': 15,
          'llm.token_count.prompt_details.cache_read': 4,
          'user.id': 'u',
          'tag.tags': ['b', 'a'],
        },
      },
    ],
    { scopeName: 'openinference.instrumentation.openai' },
  )
  expect(first).toMatchObject({
    type: 'GENERATION',
    provided_model_name: 'gpt-4o',
    model_parameters: '{"temperature":0.1,"stream":"true"}',
    input: '[{"role":"user","content":"hi"}]',
    output: '[{"role":"assistant","tool_calls":[{"function":{"name":"search"}}]}]',
    usage_details: { input: 6, input_cached_tokens: 4, output: 5, total: 15 },
    tool_call_names: ['search'],
  })
})

test("Vercel's AI SDK: usage counts once, at the call of the model", async () => {
  const call = {
    'ai.model.id': 'gpt-4o',
    'ai.usage.promptTokens': 10,
    'ai.usage.completionTokens': 5,
    'ai.telemetry.functionId': 'summarise',
    'ai.telemetry.metadata.userId': 'u',
    'ai.telemetry.metadata.sessionId': 's',
    'ai.telemetry.metadata.tags': ['t'],
    'ai.telemetry.metadata.plan': 'free',
  }
  const { trace, observations } = await after(
    [
      {
        spanId: '00000000000000aa',
        attributes: { ...call, 'ai.operationId': 'ai.generateText', 'ai.prompt': '{"prompt":"hi"}' },
      },
      {
        parentSpanId: '00000000000000aa',
        attributes: {
          ...call,
          'ai.operationId': 'ai.generateText.doGenerate',
          'ai.prompt.messages': '[{"role":"user"}]',
          'ai.response.text': 'hello',
          'ai.response.msToFirstChunk': 120.5,
        },
      },
    ],
    { scopeName: 'ai' },
  )
  const [parent, child] = observations
  expect(parent).toMatchObject({
    type: 'SPAN',
    usage_details: {},
    provided_model_name: null,
    input: '{"prompt":"hi"}',
  })
  expect(child).toMatchObject({
    type: 'GENERATION',
    name: 'summarise:ai.generateText.doGenerate',
    usage_details: { input: 10, output: 5, total: 15 },
    output: 'hello',
    metadata: expect.objectContaining({ plan: 'free' }),
  })
  expect(child?.completion_start_time).toBe('2027-01-15 08:00:00.121500')
  expect(trace).toMatchObject({ user_id: 'u', session_id: 's', tags: ['t'] })
})

describe("Langfuse's attributes", () => {
  test('texts are kept as they are, numbers and objects of metadata are told again', async () => {
    const { first } = await after([
      {
        attributes: {
          'langfuse.observation.type': 'generation',
          'langfuse.observation.input': 'two\nlines "{"',
          'langfuse.observation.metadata.count': '5',
          'langfuse.observation.metadata.real': 7,
          'langfuse.observation.metadata.id': '1983516295378495150',
          'langfuse.observation.metadata.nested': '{"b":1}',
          'langfuse.observation.completion_start_time': '"2027-01-15T08:00:00.500Z"',
          'langfuse.observation.prompt.name': 'greeting',
          'langfuse.observation.prompt.version': 3,
          'langfuse.observation.model.parameters': '{"max_tokens":"1000","stream":true,"stop":["a"]}',
          'langfuse.experiment.id': 'exp',
        },
      },
    ])
    expect(first).toMatchObject({
      input: 'two\nlines "{"',
      metadata: { count: '5', real: '7', id: '"1983516295378495150"', nested: '{"b":1}' },
      completion_start_time: '2027-01-15 08:00:00.500000',
      prompt_name: 'greeting',
      prompt_version: 3,
      model_parameters: '{"max_tokens":"1000","stream":"true","stop":"[\\"a\\"]"}',
    })
  })

  test('only generations link a prompt', async () => {
    const given = { 'langfuse.observation.type': 'span', 'langfuse.observation.prompt.name': 'greeting' }
    expect((await after([{ attributes: given }])).first?.prompt_name).toBeNull()
  })

  test.each<[Span, object]>([
    [{ attributes: { 'langfuse.observation.level': 'warn' } }, { level: 'WARNING', status_message: null }],
    [{ attributes: { 'langfuse.observation.level': 'CRITICAL' } }, { level: 'ERROR' }],
    [{ status: { code: 2, message: 'boom' } }, { level: 'ERROR', status_message: 'boom' }],
    [{ status: { code: 'STATUS_CODE_ERROR' } }, { level: 'ERROR' }],
    [
      { status: { code: 2 }, events: [{ name: 'exception', attributes: { 'exception.message': 'why' } }] },
      { level: 'ERROR', status_message: 'why' },
    ],
    [{ status: { code: 1 } }, { level: 'DEFAULT', status_message: null }],
  ])('%j gives %j', async (span, level) => {
    expect((await after([span])).first).toMatchObject(level)
  })
})

describe('a trace', () => {
  test('may be told by any span, the deepest included', async () => {
    const { trace, observations } = await after([
      {
        name: 'root',
        spanId: '00000000000000aa',
        attributes: { 'langfuse.observation.input': '1', 'langfuse.observation.output': '2' },
      },
      {
        parentSpanId: '00000000000000aa',
        attributes: {
          'langfuse.trace.name': 'named below',
          'user.id': 'u',
          'session.id': 's',
          'langfuse.trace.tags': 'b, a',
          'langfuse.trace.public': true,
          'langfuse.trace.metadata.k': '{"v":1}',
          'langfuse.trace.output': 'stated',
          'langfuse.version': 'v',
          'langfuse.environment': 'langfuse-dev',
        },
      },
      { parentSpanId: '00000000000000aa', attributes: { 'langfuse.trace.public': false } },
    ])
    expect(trace).toMatchObject({
      name: 'named below',
      user_id: 'u',
      session_id: 's',
      tags: ['a', 'b'],
      public: true,
      metadata: { k: '{"v":1}' },
      input: '1',
      output: 'stated',
      version: 'v',
      environment: 'dev',
    })
    expect(observations).toHaveLength(3)
  })

  test('takes name, input and output of its root otherwise', async () => {
    const { trace } = await after([
      { name: 'root', spanId: '00000000000000aa', attributes: { 'langfuse.observation.output': 'done' } },
      {
        name: 'child',
        parentSpanId: '00000000000000aa',
        attributes: { 'langfuse.observation.output': 'no' },
      },
    ])
    expect(trace).toMatchObject({ name: 'root', output: 'done', input: null })
  })

  test('exists when only a child of a remote parent arrived', async () => {
    const { trace, first } = await after([
      { parentSpanId: '00000000000000aa', attributes: { 'langfuse.observation.output': 'x' } },
    ])
    expect(trace).toMatchObject({ id: traceId, name: null, output: null })
    expect(first?.parent_observation_id).toBe('00000000000000aa')
  })

  test('takes the first span of an application for want of a root, and never before it', async () => {
    const entry = {
      name: 'entry',
      parentSpanId: '00000000000000aa',
      attributes: { 'langfuse.internal.is_app_root': true, 'langfuse.observation.output': 'of the part' },
    }
    expect((await after([entry])).trace).toMatchObject({ name: 'entry', output: 'of the part' })
    const root = {
      name: 'root',
      spanId: '00000000000000aa',
      attributes: { 'langfuse.observation.output': 'whole' },
    }
    expect((await after([root, entry])).trace).toMatchObject({ name: 'root', output: 'whole' })
  })

  test('a span may be made a root', async () => {
    const { trace, first } = await after([
      { name: 'made', parentSpanId: '00000000000000aa', attributes: { 'langfuse.internal.as_root': true } },
    ])
    expect(trace?.name).toBe('made')
    expect(first?.parent_observation_id).toBeNull()
  })
})

describe('a request with unusable ids', () => {
  const send = (spans: readonly object[]) =>
    createIngestion({ analytics: memoryAnalytics() }).ingestSpans(scope, {
      encoding: 'json',
      body: Buffer.from(
        JSON.stringify({ resourceSpans: [{ scopeSpans: [{ scope: { name: 'mine' }, spans }] }] }),
      ),
    })

  test('is refused as a whole, with the count, the reason and the scope', async () => {
    await expect(send([{ spanId: '01' }, { spanId: '02' }])).rejects.toMatchObject({
      code: 'invalid_request',
      message: expect.stringMatching(/2 of 2 span\(s\).*traceId:absent.*"mine"/),
    })
    await expect(
      send([
        { traceId, spanId: '01' },
        { traceId, spanId: 'xyz' },
      ]),
    ).rejects.toThrow(/1 of 2 span\(s\).*spanId:invalid/)
  })
})
