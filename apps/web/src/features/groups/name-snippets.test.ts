import { expect, test } from 'vitest'
import { nameSnippet, nameWays } from './name-snippets.ts'

const values = { gatewayUrl: 'http://127.0.0.1:4000/', model: 'claude-sonnet' }

test('every way but that of Cline, which needs none, has text that names a session and a user', () => {
  const texts = nameWays.map((way) => nameSnippet(way, values))
  expect(texts.map((text) => text !== undefined)).toEqual([false, true, true, true, true])
  for (const text of texts.slice(1)) {
    expect(text).toContain('chat-42')
    expect(text).toContain('hanako@example.com')
  }
})

test('the body is JSON as it stands, and the headers go to the gateway of this installation', () => {
  expect(JSON.parse(nameSnippet('gateway', values) ?? '')).toMatchObject({
    model: 'claude-sonnet',
    litellm_session_id: 'chat-42',
  })
  expect(nameSnippet('headers', values)).toContain('http://127.0.0.1:4000/v1/chat/completions')
})
