import { describe, expect, test } from 'vitest'
import type { ObservationFields } from '../events/event.ts'
import { extractToolsStep } from './extract-tools.ts'

const origin = { source: 'API', apiKeyId: null, sdkName: null, sdkVersion: null } as const

function toolsOf(fields: Partial<ObservationFields>) {
  const outcome = extractToolsStep({
    kind: 'observation',
    id: 'o',
    eventId: 'e',
    time: 1,
    isCreate: true,
    fields: { type: 'GENERATION', ...fields, origin },
  })
  if (!('ok' in outcome) || outcome.ok.kind !== 'observation') throw new Error('not kept')
  return outcome.ok.fields.tools
}

const callsIn = (output: unknown) => toolsOf({ output })?.calls?.map((call) => JSON.parse(call)) ?? []
const namesIn = (fields: Partial<ObservationFields>) => Object.keys(toolsOf(fields)?.definitions ?? {})

const call = { id: 'c1', name: 'get_weather', arguments: '{"city":"Kyoto"}' }
const input = { city: 'Kyoto' }

const functionCall = {
  id: 'c1',
  type: 'function',
  function: { name: 'get_weather', arguments: call.arguments },
}
const message = { role: 'assistant', content: null, tool_calls: [functionCall] }
const langChain = { type: 'ai', content: '', tool_calls: [{ id: 'c1', name: 'get_weather', args: input }] }

describe('calls of tools are found', () => {
  test.each<[string, unknown]>([
    ['a message of OpenAI', message],
    ['a list of messages', [message]],
    ['an answer of chat completions', { id: 'x', choices: [{ index: 0, message }] }],
    ['an answer of Ollama', { model: 'm', message }],
    [
      "an answer of OpenAI's Responses",
      {
        output: [
          { type: 'reasoning', summary: [] },
          { type: 'function_call', call_id: 'c1', name: 'get_weather', arguments: call.arguments },
        ],
      },
    ],
    [
      'a custom tool',
      [{ type: 'custom_tool_call', call_id: 'c1', name: 'get_weather', input: call.arguments }],
    ],
    [
      'an answer of Anthropic',
      {
        role: 'assistant',
        content: [
          { type: 'text', text: 'Let me look.' },
          { type: 'tool_use', id: 'c1', name: 'get_weather', input },
        ],
      },
    ],
    ['blocks of Anthropic', [{ type: 'tool_use', id: 'c1', name: 'get_weather', input }]],
    [
      'an answer of Gemini',
      {
        candidates: [
          {
            content: {
              role: 'model',
              parts: [{ functionCall: { id: 'c1', name: 'get_weather', args: input } }],
            },
          },
        ],
      },
    ],
    [
      "a message of Gemini's Python SDK",
      {
        role: 'model',
        parts: [{ text: null, function_call: { id: 'c1', name: 'get_weather', args: input } }],
      },
    ],
    [
      'an answer of Bedrock',
      {
        output: {
          message: {
            role: 'assistant',
            content: [{ toolUse: { toolUseId: 'c1', name: 'get_weather', input } }],
          },
        },
        stopReason: 'tool_use',
      },
    ],
    ["Vercel's tool calls", { text: '', toolCalls: [{ toolCallId: 'c1', toolName: 'get_weather', input }] }],
    [
      "Vercel's tool calls as they were in version 4",
      {
        role: 'assistant',
        tool_calls: JSON.stringify([
          { toolCallType: 'function', toolCallId: 'c1', toolName: 'get_weather', args: call.arguments },
        ]),
      },
    ],
    [
      "a part of Vercel's message",
      {
        role: 'assistant',
        content: [{ type: 'tool-call', toolCallId: 'c1', toolName: 'get_weather', input }],
      },
    ],
    ['a message of LangChain', { ...langChain, additional_kwargs: { tool_calls: [functionCall] } }],
    [
      'a message of LangChain, as it is written down',
      {
        lc: 1,
        type: 'constructor',
        id: ['langchain_core', 'messages', 'AIMessage'],
        kwargs: langChain,
      },
    ],
    ['generations of LangChain', { generations: [[{ text: '', message: { lc: 1, kwargs: langChain } }]] }],
    [
      "parts of OpenTelemetry's message",
      [
        {
          role: 'assistant',
          parts: [{ type: 'tool_call', id: 'c1', name: 'get_weather', arguments: input }],
          finish_reason: 'tool_call',
        },
      ],
    ],
    [
      'parts of pydantic-ai',
      {
        parts: [{ part_kind: 'tool-call', tool_call_id: 'c1', tool_name: 'get_weather', args: input }],
      },
    ],
  ])('in %s, and in its JSON text', (_, output) => {
    expect(callsIn(output)).toEqual([call])
    expect(callsIn(JSON.stringify(output))).toEqual([call])
    expect(toolsOf({ output })?.callNames).toEqual(['get_weather'])
  })

  test('where OpenAI once had one function', () => {
    const output = { role: 'assistant', function_call: { name: 'f', arguments: '{}' } }
    expect(callsIn(output)).toEqual([{ id: null, name: 'f', arguments: '{}' }])
  })

  test('each, in order, also when they are alike', () => {
    const named = (id: string | null, name: string) => ({ type: 'tool_use', id, name, input: {} })
    const output = {
      content: [named('1', 'read'), named('2', 'read'), named(null, 'list'), named(null, 'list')],
    }
    expect(toolsOf({ output })?.callNames).toEqual(['read', 'read', 'list', 'list'])
  })

  const deep = JSON.parse(`${'['.repeat(5000)}${JSON.stringify(message)}${']'.repeat(5000)}`)
  const result = { role: 'tool', content: [{ type: 'tool_result', tool_use_id: 'c1', content: '20 °C' }] }
  test.each([
    null,
    'text',
    '{"tools": broken',
    { choices: [null] },
    [[]],
    { tool_calls: [{ id: 1 }] },
    result,
  ])('but not made up for %j', (output) => {
    expect(toolsOf({ input: output, output })).toBeUndefined()
  })
  test('nor searched for in what is nested without end', () => {
    expect(toolsOf({ output: deep })).toBeUndefined()
  })
})

describe('tools that were offered are found', () => {
  const parameters = { type: 'object', properties: {} }
  const chat = { type: 'function', function: { name: 'get_weather', parameters } }
  const flat = { name: 'get_weather', parameters }
  const messages = [{ role: 'user', content: 'weather?' }]

  test.each<[string, Partial<ObservationFields>]>([
    ['a request of chat completions', { input: { messages, tools: [chat] } }],
    [
      "a request of OpenAI's Responses",
      {
        input: { input: 'weather?', tools: [{ type: 'function', ...flat }, { type: 'web_search' }] },
      },
    ],
    ['a request with the older functions', { input: { messages, functions: [flat] } }],
    [
      'a request of Anthropic',
      { input: { messages, tools: [{ name: 'get_weather', input_schema: parameters }] } },
    ],
    ['a request of Gemini', { input: { contents: [], tools: [{ functionDeclarations: [flat] }] } }],
    [
      "a request of Gemini's Python SDK",
      {
        input: { contents: 'weather?', config: { tools: [{ function_declarations: [flat] }] } },
      },
    ],
    [
      'a request of Bedrock',
      {
        input: { messages, toolConfig: { tools: [{ toolSpec: { name: 'get_weather', inputSchema: {} } }] } },
      },
    ],
    ['messages of LangGraph', { input: [...messages, { role: 'tool', content: chat }] }],
    ['a message', { input: [{ role: 'user', content: 'weather?', tools: [chat] }] }],
    ['the parameters of the model', { input: messages, modelParameters: { tools: [chat] } }],
    ['parameters as text', { input: messages, modelParameters: { tools: JSON.stringify([chat]) } }],
    ['the metadata', { input: messages, metadata: { tools: JSON.stringify([chat]) } }],
    [
      "attributes of Vercel's AI SDK",
      {
        metadata: {
          attributes: JSON.stringify({ 'ai.prompt.tools': [JSON.stringify({ type: 'function', ...flat })] }),
        },
      },
    ],
    [
      "attributes of OpenTelemetry's conventions",
      {
        metadata: { attributes: JSON.stringify({ 'gen_ai.tool.definitions': JSON.stringify([flat]) }) },
      },
    ],
    [
      'attributes of OpenInference',
      {
        metadata: { attributes: JSON.stringify({ 'llm.tools.0.tool.json_schema': JSON.stringify(chat) }) },
      },
    ],
    [
      'attributes of pydantic-ai',
      {
        metadata: {
          attributes: JSON.stringify({
            model_request_parameters: JSON.stringify({ function_tools: [flat] }),
          }),
        },
      },
    ],
  ])('in %s, also as JSON text', (_, fields) => {
    expect(namesIn(fields)).toEqual(['get_weather'])
    expect(namesIn({ ...fields, input: JSON.stringify(fields.input) })).toEqual(['get_weather'])
  })

  test('with their definition, the first of a name', () => {
    const tools = [chat, { ...chat, other: true }]
    expect(toolsOf({ input: { tools } })?.definitions).toEqual({ get_weather: JSON.stringify(chat) })
  })

  test.each([
    [{ tools: 'none' }],
    [{ tools: [null, 'x', { name: 7 }] }],
    [{ attributes: '{"tools.": broken' }],
  ])('but not made up for %j', (metadata) => {
    expect(namesIn({ metadata: metadata as never })).toEqual([])
  })
})

test('tools belong to generations only', () => {
  expect(toolsOf({ type: 'SPAN', output: message })).toBeUndefined()
})
