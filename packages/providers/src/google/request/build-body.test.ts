import { expect, test } from 'vitest'
import type { Target } from '../../spec/adapter.ts'
import type { ChatMessage } from '../../spec/message.ts'
import type { ChatRequest } from '../../spec/request.ts'
import { sealGoogle, signCallId } from '../../spec/signatures.ts'
import { ask, assistant, geminiTarget, system, toolCall, toolResult, user } from '../../testing/requests.ts'
import { buildBody } from './build-body.ts'
import { loadMedia } from './media.ts'

async function build(request: Partial<ChatRequest>, target: Partial<Target> = {}) {
  const full = geminiTarget({ dropParams: true, ...target })
  const asked = ask(request)
  const fetchMedia = async (url: string) => ({
    mediaType: url.endsWith('.pdf') ? 'application/pdf' : 'image/png',
    bytes: Buffer.from('bytes'),
  })
  const { body, warnings } = buildBody(asked, full, full.model, await loadMedia(asked, fetchMedia))
  return { body: JSON.parse(JSON.stringify(body)), warnings }
}

test('everything Google knows is passed on under its name', async () => {
  const { body, warnings } = await build({
    messages: [system('Be brief'), user('hi'), assistant('Hello'), user('Weather?')],
    tools: [
      { name: 'get_weather', description: 'd', parameters: { properties: { city: { type: 'string' } } } },
      { name: 'now' },
    ],
    toolChoice: { type: 'tool', name: 'get_weather' },
    maxTokens: 10,
    temperature: 0.5,
    topP: 0.9,
    topK: 4,
    stop: ['x'],
    n: 2,
    seed: 7,
    presencePenalty: 1,
    frequencyPenalty: 2,
    logprobs: true,
    topLogprobs: 3,
    extra: {
      safety_settings: [{ category: 'HARM_CATEGORY_HARASSMENT', threshold: 'BLOCK_NONE' }],
      cached_content: 'cachedContents/1',
      labels: { a: 'b' },
      modalities: ['text', 'image'],
      media_resolution: 'MEDIA_RESOLUTION_LOW',
      web_search_options: {},
    },
  })
  expect(body).toEqual({
    systemInstruction: { parts: [{ text: 'Be brief' }] },
    contents: [
      { role: 'user', parts: [{ text: 'hi' }] },
      { role: 'model', parts: [{ text: 'Hello' }] },
      { role: 'user', parts: [{ text: 'Weather?' }] },
    ],
    tools: [
      {
        functionDeclarations: [
          {
            name: 'get_weather',
            description: 'd',
            parameters: { type: 'object', properties: { city: { type: 'string' } } },
          },
          { name: 'now' },
        ],
      },
      { googleSearch: {} },
    ],
    toolConfig: { functionCallingConfig: { mode: 'ANY', allowedFunctionNames: ['get_weather'] } },
    generationConfig: {
      temperature: 0.5,
      topP: 0.9,
      topK: 4,
      maxOutputTokens: 10,
      stopSequences: ['x'],
      candidateCount: 2,
      seed: 7,
      presencePenalty: 1,
      frequencyPenalty: 2,
      responseLogprobs: true,
      logprobs: 3,
      responseModalities: ['TEXT', 'IMAGE'],
      mediaResolution: 'MEDIA_RESOLUTION_LOW',
    },
    safetySettings: [{ category: 'HARM_CATEGORY_HARASSMENT', threshold: 'BLOCK_NONE' }],
    cachedContent: 'cachedContents/1',
    labels: { a: 'b' },
  })
  expect(warnings).toEqual([])
})

test('results of parallel calls come together, named after their tools, as objects', async () => {
  const { body } = await build({
    messages: [
      user('go'),
      {
        role: 'assistant',
        content: [
          { type: 'text', text: 'Both' },
          { type: 'tool_call', id: 'a', name: 'read.file', arguments: '{"path":"x"}' },
          { type: 'tool_call', id: 'b', name: 'list', arguments: '' },
        ],
      },
      toolResult('a', '{"lines":3}'),
      { role: 'tool', toolCallId: 'b', isError: true, content: [{ type: 'text', text: 'denied' }] },
      user('and then?'),
    ],
  })
  expect(body.contents.slice(1)).toEqual([
    {
      role: 'model',
      parts: [
        { text: 'Both' },
        { functionCall: { name: 'read_file', args: { path: 'x' } } },
        { functionCall: { name: 'list', args: {} } },
      ],
    },
    {
      role: 'user',
      parts: [
        { functionResponse: { name: 'read_file', response: { lines: 3 } } },
        { functionResponse: { name: 'list', response: { error: 'denied' } } },
        { text: 'and then?' },
      ],
    },
  ])
  await expect(build({ messages: [toolResult('nobody', 'x')] })).rejects.toThrow(
    /No tool call has the id "nobody"/,
  )
})

test('signatures go back to where they came from; foreign ones do not', async () => {
  const messages: ChatMessage[] = [
    user('go'),
    {
      role: 'assistant',
      content: [
        { type: 'reasoning', text: 'hm', signature: sealGoogle('c2lnMQ==') },
        { type: 'text', text: 'I look' },
        { type: 'tool_call', id: signCallId('call_1', 'c2lnMg=='), name: 'f', arguments: '{}' },
        { type: 'tool_call', id: 'call_2', name: 'f', arguments: '{}' },
      ],
    },
    { role: 'assistant', content: [{ type: 'reasoning', text: 'hm', signature: 'of Claude' }] },
    toolCall('toolu_1', 'f', {}),
  ]
  const old = (await build({ messages }, { model: 'gemini-2.5-pro' })).body.contents[1].parts
  expect(old.map((part: { thoughtSignature?: string }) => part.thoughtSignature)).toEqual([
    'c2lnMQ==',
    'c2lnMg==',
    undefined,
    undefined,
  ])
  const later = (await build({ messages }, { model: 'gemini-3-pro-preview' })).body.contents[1].parts
  expect(later.at(-1)).toEqual({
    functionCall: { name: 'f', args: {} },
    thoughtSignature: 'skip_thought_signature_validator',
  })
  expect(JSON.stringify(later)).not.toContain('Claude')
})

test('media go inline, but what Google fetches itself by address', async () => {
  const file = (url: string, name?: string) =>
    ({ type: 'file', source: { kind: 'url', url }, ...(name ? { name } : {}) }) as const
  const content: ChatMessage['content'] = [
    { type: 'image', source: { kind: 'data', mediaType: 'image/jpg', base64: '/9j/AAAA' } },
    { type: 'image', source: { kind: 'url', url: 'https://a.example/b.png' } },
    file('https://a.example/c.pdf'),
    file('gs://bucket/d.pdf'),
    file('https://generativelanguage.googleapis.com/v1beta/files/abc'),
    { type: 'file', source: { kind: 'data', base64: 'JVBERi0x' }, name: 'no-ending' },
    { type: 'audio', format: 'wav', base64: 'AA' },
  ]
  const { body } = await build({ messages: [{ role: 'user', content } as ChatMessage] })
  const bytes = Buffer.from('bytes').toString('base64')
  expect(body.contents[0].parts).toEqual([
    { inlineData: { mimeType: 'image/jpeg', data: '/9j/AAAA' } },
    { inlineData: { mimeType: 'image/png', data: bytes } },
    { inlineData: { mimeType: 'application/pdf', data: bytes } },
    { fileData: { mimeType: 'application/pdf', fileUri: 'gs://bucket/d.pdf' } },
    { fileData: { fileUri: 'https://generativelanguage.googleapis.com/v1beta/files/abc' } },
    { inlineData: { mimeType: 'application/pdf', data: 'JVBERi0x' } },
    { inlineData: { mimeType: 'audio/wav', data: 'AA' } },
  ])
})

const enabled = { type: 'enabled', budgetTokens: 5000 } as const
test.each<[string, Partial<ChatRequest>, object | undefined]>([
  ['gemini-2.5-flash', { thinking: enabled }, { thinkingBudget: 5000, includeThoughts: true }],
  ['gemini-2.5-flash', { thinking: { type: 'disabled' } }, { thinkingBudget: 0 }],
  ['gemini-2.5-pro', { reasoningEffort: 'none' }, { thinkingBudget: 128 }],
  ['gemini-2.5-flash', { reasoningEffort: 'low' }, { thinkingBudget: 1024, includeThoughts: true }],
  ['gemini-2.5-flash', { thinking: { type: 'adaptive' } }, { thinkingBudget: -1, includeThoughts: true }],
  ['gemini-3-pro-preview', { reasoningEffort: 'low' }, { thinkingLevel: 'low', includeThoughts: true }],
  ['gemini-3-pro-preview', { reasoningEffort: 'medium' }, { thinkingLevel: 'high', includeThoughts: true }],
  ['gemini-3-flash', { reasoningEffort: 'medium' }, { thinkingLevel: 'medium', includeThoughts: true }],
  ['gemini-3-flash', { thinking: { type: 'disabled' } }, { thinkingLevel: 'minimal' }],
  ['gemini-3-flash', { thinking: { type: 'adaptive' } }, { includeThoughts: true }],
  ['gemini-3-flash', { thinking: enabled }, { thinkingBudget: 5000, includeThoughts: true }],
  ['gemini-2.0-flash', { reasoningEffort: 'low' }, undefined],
])('%s thinks as %o asks', async (model, request, config) => {
  const { body } = await build(request, { model })
  expect(body.generationConfig?.thinkingConfig).toEqual(config)
})

test('an answer in JSON; beside tools only where the model can', async () => {
  const responseFormat = {
    type: 'json_schema',
    name: 's',
    schema: { type: 'object', properties: { a: { type: 'string' } }, additionalProperties: false },
  } as const
  expect((await build({ responseFormat })).body.generationConfig).toEqual({
    responseMimeType: 'application/json',
    responseSchema: { type: 'object', properties: { a: { type: 'string' } } },
  })
  expect((await build({ responseFormat: { type: 'json_object' } })).body.generationConfig).toEqual({
    responseMimeType: 'application/json',
  })
  const both = { responseFormat, tools: [{ name: 'f' }] }
  expect((await build(both)).warnings).toEqual([expect.stringMatching(/^response_format was left out/)])
  await expect(build(both, { dropParams: false })).rejects.toMatchObject({ param: 'response_format' })
  expect((await build(both, { model: 'gemini-3-flash' })).body.generationConfig).toHaveProperty(
    'responseSchema',
  )
})

test('what it has no word for is left out with one', async () => {
  const { warnings } = await build({
    user: 'u',
    logitBias: { 1: 1 },
    parallelToolCalls: false,
    tools: [{ name: 'f', cache: {} }],
    extra: { store: true, stream_options: {} },
  })
  expect(warnings.map((warning) => warning.split(' ')[0])).toEqual([
    'cache_control',
    'user',
    'store',
    'logit_bias',
    'parallel_tool_calls',
  ])
  await expect(build({ messages: [system('only')] })).rejects.toMatchObject({ errorClass: 'bad_request' })
})
