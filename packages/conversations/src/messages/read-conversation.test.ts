import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { MessagePart } from './message.ts'
import { pairResults } from './pair-results.ts'
import { readConversation } from './read-conversation.ts'

const read = (value: unknown) => readConversation(value, 'user')
const rolesOf = (value: unknown) => read(value)?.messages.map(({ role }) => role)
const partsOf = (value: unknown, index = 0): readonly MessagePart[] | undefined =>
  read(value)?.messages[index]?.parts

describe('OpenAI', () => {
  test('a wrapped request shows its messages and tools', () => {
    const conversation = read({
      messages: [
        { role: 'system', content: 'Be brief.' },
        {
          role: 'user',
          content: [
            { type: 'text', text: 'Look' },
            { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } },
          ],
        },
      ],
      tools: [
        {
          type: 'function',
          function: { name: 'read_file', description: 'Reads', parameters: { type: 'object' } },
        },
      ],
    })
    expect(conversation?.messages).toEqual([
      { role: 'system', parts: [{ type: 'text', text: 'Be brief.' }] },
      {
        role: 'user',
        parts: [
          { type: 'text', text: 'Look' },
          { type: 'media', kind: 'image', detail: 'image/png' },
        ],
      },
    ])
    expect(conversation?.tools).toEqual([
      { name: 'read_file', description: 'Reads', schema: { type: 'object' } },
    ])
  })

  test('an assistant with null content shows its reasoning and its calls, arguments parsed', () => {
    expect(
      partsOf({
        role: 'assistant',
        content: null,
        reasoning_content: 'I need the file.',
        tool_calls: [
          { id: 'c1', type: 'function', function: { name: 'read_file', arguments: '{"path":"a.ts"}' } },
        ],
      }),
    ).toEqual([
      { type: 'reasoning', text: 'I need the file.' },
      { type: 'toolCall', id: 'c1', name: 'read_file', input: { path: 'a.ts' } },
    ])
  })

  test('arguments that are not JSON stay as they were', () => {
    expect(
      partsOf([
        {
          role: 'assistant',
          content: '',
          tool_calls: [{ id: 'c', function: { name: 'f', arguments: '{"a' } }],
        },
      ]),
    ).toEqual([{ type: 'toolCall', id: 'c', name: 'f', input: '{"a' }])
  })

  test('a tool message is a result', () => {
    expect(partsOf([{ role: 'tool', tool_call_id: 'c1', content: 'done' }])).toEqual([
      { type: 'toolResult', id: 'c1', output: 'done', isError: false },
    ])
  })

  test('an answer shows the message of its choice, refusals included', () => {
    expect(
      partsOf({ choices: [{ index: 0, message: { role: 'assistant', content: null, refusal: 'No.' } }] }),
    ).toEqual([{ type: 'refusal', text: 'No.' }])
  })

  test('a picture that lies beside telemetry is told by its reference', () => {
    const url = '@@@langfuseMedia:type=image/png|id=cat|source=base64_data_uri@@@'
    const content = [{ type: 'image_url', image_url: { url } }]
    expect(read([{ role: 'user', content }])?.messages[0]?.parts).toEqual([
      { type: 'media', kind: 'image', reference: { mediaId: 'cat', contentType: 'image/png' } },
    ])
  })

  test('a spoken answer shows what was said, where that is known', () => {
    const partsOf = (audio: object) => read({ role: 'assistant', content: null, audio })?.messages[0]?.parts
    expect(partsOf({ id: 'a', transcript: 'Hello' })).toEqual([
      { type: 'media', kind: 'audio', detail: 'Hello' },
    ])
    expect(partsOf({ id: 'a' })).toEqual([{ type: 'media', kind: 'audio' }])
    const data = '@@@langfuseMedia:type=audio/wav|id=hello|source=base64_data_uri@@@'
    expect(partsOf({ id: 'a', data, transcript: 'Hello' })).toEqual([
      { type: 'media', kind: 'audio', reference: { mediaId: 'hello', contentType: 'audio/wav' } },
      { type: 'text', text: 'Hello' },
    ])
  })

  test('items of the responses API join into turns', () => {
    const conversation = read({
      model: 'gpt-5',
      instructions: 'Be brief.',
      input: [
        { role: 'user', content: [{ type: 'input_text', text: 'Weather?' }] },
        { type: 'reasoning', summary: [] },
        { type: 'function_call', call_id: 'f1', name: 'weather', arguments: '{"city":"東京"}' },
        { type: 'function_call_output', call_id: 'f1', output: 'sunny' },
      ],
    })
    expect(conversation?.messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'tool'])
    expect(conversation?.messages[2]?.parts).toEqual([
      { type: 'hiddenReasoning' },
      { type: 'toolCall', id: 'f1', name: 'weather', input: { city: '東京' } },
    ])
    expect(
      partsOf({
        output: [{ type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'Hi' }] }],
      }),
    ).toEqual([{ type: 'text', text: 'Hi' }])
  })
})

describe('Anthropic', () => {
  test('system blocks, thinking, tool use, tool results and cache marks are read', () => {
    const conversation = read({
      system: [{ type: 'text', text: 'You are Claude.', cache_control: { type: 'ephemeral' } }],
      messages: [
        { role: 'user', content: 'Hi' },
        {
          role: 'assistant',
          content: [
            { type: 'thinking', thinking: 'Hm.', signature: 'x' },
            { type: 'redacted_thinking', data: 'x' },
            { type: 'tool_use', id: 't1', name: 'ls', input: {} },
          ],
        },
        {
          role: 'user',
          content: [{ type: 'tool_result', tool_use_id: 't1', content: 'a b', is_error: true }],
        },
      ],
    })
    expect(conversation?.messages[0]).toEqual({
      role: 'system',
      parts: [{ type: 'text', text: 'You are Claude.' }, { type: 'cachePoint' }],
    })
    expect(conversation?.messages[2]?.parts).toEqual([
      { type: 'reasoning', text: 'Hm.' },
      { type: 'hiddenReasoning' },
      { type: 'toolCall', id: 't1', name: 'ls', input: {} },
    ])
    expect(conversation?.messages[3]?.parts).toEqual([
      { type: 'toolResult', id: 't1', output: 'a b', isError: true },
    ])
  })
})

describe('Bedrock Converse', () => {
  test('request and answer are read', () => {
    const request = {
      system: [{ text: 'Be kind.' }, { cachePoint: { type: 'default' } }],
      messages: [
        {
          role: 'user',
          content: [{ text: '見て' }, { image: { format: 'png', source: { bytes: 'AAAA' } } }],
        },
        { role: 'assistant', content: [{ toolUse: { toolUseId: 'u1', name: 'search', input: { q: 'x' } } }] },
        {
          role: 'user',
          content: [{ toolResult: { toolUseId: 'u1', content: [{ json: { n: 1 } }], status: 'error' } }],
        },
      ],
      toolConfig: { tools: [{ toolSpec: { name: 'search', inputSchema: { json: {} } } }] },
    }
    expect(rolesOf(request)).toEqual(['system', 'user', 'assistant', 'user'])
    expect(partsOf(request, 1)).toEqual([
      { type: 'text', text: '見て' },
      { type: 'media', kind: 'image', detail: 'png' },
    ])
    expect(partsOf(request, 3)).toEqual([
      { type: 'toolResult', id: 'u1', output: [{ json: { n: 1 } }], isError: true },
    ])
    expect(read(request)?.tools[0]?.name).toBe('search')
    expect(
      partsOf({
        output: {
          message: {
            role: 'assistant',
            content: [{ reasoningContent: { reasoningText: { text: 'why' } } }, { text: 'so' }],
          },
        },
      }),
    ).toEqual([
      { type: 'reasoning', text: 'why' },
      { type: 'text', text: 'so' },
    ])
  })
})

describe('others', () => {
  test('LangChain batches and serialised messages', () => {
    expect(
      rolesOf([
        [
          { type: 'human', content: 'a' },
          { type: 'ai', content: 'b', tool_calls: [{ id: '1', name: 'f', args: {} }] },
        ],
      ]),
    ).toEqual(['user', 'assistant'])
    expect(
      rolesOf([{ lc: 1, type: 'constructor', id: ['langchain', 'HumanMessage'], kwargs: { content: 'a' } }]),
    ).toEqual(['user'])
  })

  test('Gemini', () => {
    const request = {
      systemInstruction: { parts: [{ text: 's' }] },
      contents: [
        { role: 'user', parts: [{ text: 'u' }] },
        { role: 'model', parts: [{ functionCall: { name: 'f', args: { a: 1 } } }] },
      ],
    }
    expect(rolesOf(request)).toEqual(['system', 'user', 'assistant'])
    expect(partsOf(request, 2)).toEqual([{ type: 'toolCall', name: 'f', input: { a: 1 } }])
  })

  test('AI SDK and OpenTelemetry parts', () => {
    expect(
      partsOf([
        {
          role: 'assistant',
          content: [{ type: 'tool-call', toolCallId: '1', toolName: 'f', input: { a: 1 } }],
        },
      ]),
    ).toEqual([{ type: 'toolCall', id: '1', name: 'f', input: { a: 1 } }])
    expect(
      partsOf([
        {
          role: 'assistant',
          parts: [
            { type: 'text', content: 'hi' },
            { type: 'tool_call', id: '1', name: 'f', arguments: '{}' },
          ],
        },
      ]),
    ).toEqual([
      { type: 'text', text: 'hi' },
      { type: 'toolCall', id: '1', name: 'f', input: {} },
    ])
  })

  test('plain text speaks for the side it stands on', () => {
    expect(readConversation('hello', 'assistant')?.messages).toEqual([
      { role: 'assistant', parts: [{ type: 'text', text: 'hello' }] },
    ])
    expect(read({ content: 'x' })?.messages[0]?.role).toBe('user')
  })

  test.each([
    [null],
    [undefined],
    [''],
    [42],
    [true],
    [[]],
    [{}],
    [{ query: 'x', limit: 3 }],
    [[1, 2]],
    [{ messages: 'x' }],
    [[{ a: 1 }]],
  ])('%j is no conversation and stays JSON', (value) => {
    expect(read(value)).toBeUndefined()
  })

  test('nothing that anybody logs breaks the reader', () => {
    const key = fc.constantFrom(
      'role',
      'content',
      'type',
      'messages',
      'parts',
      'tool_calls',
      'function',
      'kwargs',
      'id',
      'output',
      'choices',
      'text',
    )
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.jsonValue(),
        fc.constantFrom('user', 'tool', 'tool_use', 'thinking'),
        fc.array(tie('value')),
        fc.dictionary(key, tie('value')),
      ),
    }))
    fc.assert(
      fc.property(value, (input) => {
        const conversation = readConversation(input, 'user')
        if (conversation) pairResults(conversation.messages)
      }),
    )
  })
})

describe('pairing', () => {
  test('a result stands with its call, and the message that held only results is gone', () => {
    const { messages = [] } =
      read([
        { role: 'user', content: 'go' },
        {
          role: 'assistant',
          content: null,
          tool_calls: [{ id: 'a', function: { name: 'f', arguments: '{}' } }],
        },
        { role: 'tool', tool_call_id: 'a', content: 'ok' },
        { role: 'tool', tool_call_id: 'unknown', content: 'stray' },
      ]) ?? {}
    const { turns, results } = pairResults(messages)
    expect(turns.map(({ role, index }) => [role, index])).toEqual([
      ['user', 0],
      ['assistant', 1],
      ['tool', 3],
    ])
    expect(results.get('a')?.output).toBe('ok')
  })

  test('text beside a result stays where it was', () => {
    const { messages = [] } =
      read([
        { role: 'assistant', content: [{ type: 'tool_use', id: 'a', name: 'f', input: {} }] },
        {
          role: 'user',
          content: [
            { type: 'tool_result', tool_use_id: 'a', content: 'ok' },
            { type: 'text', text: 'go on' },
          ],
        },
      ]) ?? {}
    expect(pairResults(messages).turns.at(-1)?.parts).toEqual([{ type: 'text', text: 'go on' }])
  })
})
