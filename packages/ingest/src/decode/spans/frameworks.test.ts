import { describe, expect, test } from 'vitest'
import { after, type Value } from '../../testing/send-spans.ts'

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
    [{ 'gen_ai.operation.name': 'constructor' }, 'SPAN'],
    [{ 'genkit:metadata:subtype': 'constructor' }, 'SPAN'],
    [{ 'mlflow.spanType': '"constructor"' }, 'SPAN'],
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

  test('a prompt as a whole, or as one message', async () => {
    const whole = { 'gen_ai.prompt': 'hi', 'gen_ai.completion': 'hello' }
    const one = {
      'gen_ai.prompt.role': 'user',
      'gen_ai.prompt.content': 'hi',
      'gen_ai.completion.content': 'hello',
    }
    const told = async (attributes: object) =>
      (await after([{ attributes: { ...attributes } }], { scopeName: 'other' })).first
    expect(await told(whole)).toMatchObject({ input: 'hi', output: 'hello' })
    const { input, output } = (await told(one)) ?? {}
    expect(JSON.parse(String(input))).toEqual({ role: 'user', content: 'hi' })
    expect(output).toBe('{"content":"hello"}')
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

test("Vercel's AI SDK 7: agents and their steps repeat usage, the calls of models have it", async () => {
  const call = { 'gen_ai.request.model': 'gpt-4o', 'gen_ai.usage.input_tokens': 10 }
  const { observations } = await after(
    [
      { spanId: '00000000000000aa', attributes: { ...call, 'gen_ai.operation.name': 'invoke_agent' } },
      {
        parentSpanId: '00000000000000aa',
        attributes: {
          ...call,
          'gen_ai.operation.name': 'chat',
          'gen_ai.client.operation.time_to_first_chunk': 0.1205,
        },
      },
    ],
    { scopeName: 'gen_ai' },
  )
  expect(observations).toMatchObject([
    { type: 'AGENT', usage_details: {}, provided_model_name: null },
    {
      type: 'GENERATION',
      usage_details: { input: 10, total: 10 },
      completion_start_time: '2027-01-15 08:00:00.121500',
    },
  ])
})

test('Genkit: the name of the action, its input and its output say what was called', async () => {
  const { observations } = await after(
    [
      {
        attributes: {
          'genkit:name': 'googleai/gemini-2.5-flash',
          'genkit:metadata:subtype': 'model',
          'genkit:input': '{"messages":[],"config":{"temperature":0.5}}',
          'genkit:output':
            '{"finishReason":"stop","usage":{"inputTokens":10,"outputTokens":5,"totalTokens":15}}',
        },
      },
      {
        attributes: {
          'genkit:name': 'weather',
          'genkit:metadata:subtype': 'tool',
          'genkit:output': 'broken',
        },
      },
    ],
    { scopeName: 'genkit-tracer' },
  )
  expect(observations).toMatchObject([
    {
      type: 'GENERATION',
      name: 'googleai/gemini-2.5-flash',
      provided_model_name: 'gemini-2.5-flash',
      model_parameters: '{"temperature":0.5}',
      usage_details: { input: 10, output: 5, total: 15 },
      input: '{"messages":[],"config":{"temperature":0.5}}',
    },
    { type: 'TOOL', name: 'weather', output: 'broken', usage_details: {} },
  ])
})

test("Mastra and Google's agents: content under their own names", async () => {
  const { trace, observations } = await after([
    {
      attributes: {
        'mastra.span.type': 'agent_run',
        'mastra.agent_run.input': 'how?',
        'mastra.agent_run.output': '{"text":"so"}',
        'gen_ai.system_instructions': 'be brief',
        'mastra.metadata.userId': 'u',
        'mastra.metadata.sessionId': 's',
      },
    },
    {
      attributes: {
        'gcp.vertex.agent.llm_request': '{}',
        'gcp.vertex.agent.tool_call_args': '{"city":"Kyoto"}',
        'gcp.vertex.agent.tool_response': '{"sky":"sunny"}',
      },
    },
  ])
  expect(observations).toMatchObject([
    { input: 'how?', output: '{"text":"so"}' },
    { input: '{"city":"Kyoto"}', output: '{"sky":"sunny"}' },
  ])
  expect(trace).toMatchObject({ user_id: 'u', session_id: 's' })
})

test('MLflow: inputs and outputs of a span', async () => {
  const { first } = await after(
    [
      {
        attributes: {
          'mlflow.spanInputs': '{"city":"Kyoto"}',
          'mlflow.spanOutputs': '"sunny"',
          'mlflow.spanType': '"TOOL"',
        },
      },
    ],
    { scopeName: 'mlflow' },
  )
  expect(first).toMatchObject({ type: 'TOOL', input: '{"city":"Kyoto"}', output: '"sunny"' })
})

test('MLflow: a chat model, whose SDK writes every attribute as JSON', async () => {
  const { first } = await after(
    [
      {
        attributes: {
          'mlflow.spanType': '"CHAT_MODEL"',
          'mlflow.llm.model': '"gpt-4o"',
          model: '"asked-for"',
          'mlflow.chat.tokenUsage':
            '{"input_tokens":10,"output_tokens":5,"total_tokens":15,"cache_read_input_tokens":4}',
        },
      },
    ],
    { scopeName: 'mlflow' },
  )
  expect(first).toMatchObject({
    type: 'GENERATION',
    provided_model_name: 'gpt-4o',
    usage_details: { input: 6, input_cached_tokens: 4, output: 5, total: 15 },
  })
})

test.each(['lk.', 'lk.pii.'])('LiveKit: types by name, content under %s', async (prefix) => {
  const { observations } = await after(
    [
      { name: 'agent_turn', attributes: { [`${prefix}user_input`]: 'how is it in Kyoto?' } },
      {
        name: 'llm_node',
        attributes: {
          [`${prefix}chat_ctx`]: '{"items":[]}',
          [`${prefix}response.text`]: 'let me see',
          [`${prefix}response.function_calls`]: '[{"call_id":"c","name":"weather","arguments":"{}"}]',
        },
      },
      {
        name: 'function_tool',
        attributes: {
          'lk.function_tool.name': 'weather',
          [`${prefix}function_tool.arguments`]: '{}',
          [`${prefix}function_tool.output`]: 'sunny',
        },
      },
      {
        name: 'llm_node',
        attributes: { [`${prefix}response.text`]: 'sunny', [`${prefix}response.function_calls`]: '[]' },
      },
    ],
    { scopeName: 'livekit-agents' },
  )
  expect(observations).toMatchObject([
    { type: 'AGENT', input: 'how is it in Kyoto?' },
    {
      type: 'GENERATION',
      input: '{"items":[]}',
      output:
        '{"role":"assistant","content":"let me see","tool_calls":[{"call_id":"c","name":"weather","arguments":"{}"}]}',
      tool_call_names: ['weather'],
    },
    { type: 'TOOL', input: '{}', output: 'sunny' },
    { type: 'GENERATION', output: 'sunny' },
  ])
})
