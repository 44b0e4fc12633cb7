import { expect, test } from 'vitest'
import { createAgentSessions } from './agent-sessions.ts'

const key = { keyHash: 'key', endUser: undefined }
const tools = [{ type: 'function', function: { name: 'editor' } }]
const user = (content: string) => ({ role: 'user', content })
const start = { tools, messages: [{ role: 'system', content: 'You are Cline.' }, user('Write a page')] }
const next = {
  tools,
  messages: [...start.messages, { role: 'assistant', content: 'Done' }, user('Now in blue')],
}

test('the calls of a task share a session, and the same words said again begin another one', () => {
  const { sessionOf } = createAgentSessions()
  const first = sessionOf(key, start)
  expect(first).toMatch(/^agent-/)
  expect(sessionOf(key, next)).toBe(first)
  const second = sessionOf(key, start)
  expect(second).not.toBe(first)
  expect(sessionOf(key, next)).toBe(second)
  expect(sessionOf({ ...key, keyHash: 'other' }, next)).not.toBe(second)
  expect(sessionOf({ ...key, endUser: 'somebody' }, next)).not.toBe(second)
})

test('a task that began before a restart stays one session', () => {
  const session = createAgentSessions().sessionOf(key, next)
  expect(createAgentSessions().sessionOf(key, next)).toBe(session)
})

test('the Responses API has its turns elsewhere', () => {
  const { sessionOf } = createAgentSessions()
  const begun = sessionOf(key, { tools, input: [user('Write a page')] })
  const answered = [user('Write a page'), { type: 'function_call_output', call_id: '1', output: 'ok' }]
  expect(sessionOf(key, { tools, input: answered })).toBe(begun)
})

test.each([
  ['no tools', { messages: start.messages }],
  ['an empty list of tools', { ...start, tools: [] }],
  ['no user', { tools, messages: [{ role: 'system', content: 'You are Cline.' }] }],
  ['a prompt that is text', { tools, input: 'Write a page' }],
  ['turns that are none', { tools, messages: [null, 1, 'user'] }],
])('a call with %s belongs to no task', (_, body) => {
  expect(createAgentSessions().sessionOf(key, body)).toBeUndefined()
})
