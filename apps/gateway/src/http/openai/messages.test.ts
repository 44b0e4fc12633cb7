import { describe, expect, test } from 'vitest'
import { parseMessages } from './messages.ts'

describe('messages that real clients send', () => {
  test('text, images, files and audio of a user', () => {
    expect(
      parseMessages([
        {
          role: 'user',
          content: [
            { type: 'text', text: 'look', cache_control: { type: 'ephemeral', ttl: '1h' } },
            { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA', detail: 'low' } },
            { type: 'image_url', image_url: 'https://example.com/a.png' },
            { type: 'file', file: { filename: 'a.pdf', file_data: 'data:application/pdf;base64,BBBB' } },
            { type: 'input_audio', input_audio: { data: 'CCCC', format: 'mp3' } },
          ],
        },
      ]),
    ).toEqual([
      {
        role: 'user',
        content: [
          { type: 'text', text: 'look', cache: { ttl: '1h' } },
          { type: 'image', source: { kind: 'data', base64: 'AAAA', mediaType: 'image/png' }, detail: 'low' },
          { type: 'image', source: { kind: 'url', url: 'https://example.com/a.png' } },
          {
            type: 'file',
            source: { kind: 'data', base64: 'BBBB', mediaType: 'application/pdf' },
            name: 'a.pdf',
          },
          { type: 'audio', base64: 'CCCC', format: 'mp3' },
        ],
      },
    ])
  })

  test('an assistant turn with replayed reasoning, no content and calls; then the result', () => {
    expect(
      parseMessages([
        {
          role: 'assistant',
          content: null,
          reasoning_content: 'hm',
          tool_calls: [{ id: 'c1', type: 'function', function: { name: 'read', arguments: '{"a":1}' } }],
        },
        { role: 'tool', tool_call_id: 'c1', content: 'done', cache_control: { type: 'ephemeral' } },
      ]),
    ).toEqual([
      {
        role: 'assistant',
        content: [
          { type: 'reasoning', text: 'hm' },
          { type: 'tool_call', id: 'c1', name: 'read', arguments: '{"a":1}' },
        ],
      },
      { role: 'tool', toolCallId: 'c1', content: [{ type: 'text', text: 'done', cache: {} }] },
    ])
  })

  test('signed thinking is replayed block by block', () => {
    const [message] = parseMessages([
      {
        role: 'assistant',
        content: 'yes',
        reasoning_content: 'ignored, the blocks are whole',
        thinking_blocks: [
          { type: 'thinking', thinking: 'why', signature: 's' },
          { type: 'redacted_thinking', data: 'xx' },
        ],
      },
    ])
    expect(message?.content).toEqual([
      { type: 'reasoning', text: 'why', signature: 's' },
      { type: 'redacted_reasoning', data: 'xx' },
      { type: 'text', text: 'yes' },
    ])
  })

  test('developer is system; the former function role is a tool', () => {
    expect(
      parseMessages([
        { role: 'developer', content: 'be brief' },
        { role: 'assistant', content: null, function_call: { name: 'f', arguments: '{}' } },
        { role: 'function', name: 'f', content: '1' },
      ]),
    ).toEqual([
      { role: 'system', content: [{ type: 'text', text: 'be brief' }] },
      { role: 'assistant', content: [{ type: 'tool_call', id: 'f', name: 'f', arguments: '{}' }] },
      { role: 'tool', toolCallId: 'f', content: [{ type: 'text', text: '1' }], name: 'f' },
    ])
  })
})

test.each([
  ['hello', 'messages must be a list'],
  [['hello'], 'messages[0] must be an object'],
  [[{ role: 'user', content: 5 }], 'messages[0].content must be'],
  [
    [{ role: 'system', content: [{ type: 'image_url', image_url: 'https://a' }] }],
    'messages[0].content[0].type',
  ],
  [[{ role: 'user', content: [{ type: 'image_url', image_url: 'ftp://a' }] }], 'image_url.url must be'],
  [[{ role: 'tool', content: 'x' }], 'messages[0].tool_call_id'],
  [[{ role: 'assistant', tool_calls: [{}] }], 'messages[0].tool_calls[0]'],
])('%j names its fault', (messages, expected) => {
  expect(() => parseMessages(messages)).toThrow(expected)
})
