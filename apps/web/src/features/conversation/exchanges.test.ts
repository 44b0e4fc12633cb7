import type { SessionTurn } from '@kansoku/contracts'
import { expect, test } from 'vitest'
import { toShownTurns } from './exchanges.ts'

const turn = (input: unknown, output: unknown) => ({ input, output }) as SessionTurn
const user = (content: string) => ({ role: 'user', content })
const assistant = (content: string) => ({ role: 'assistant', content })

test('each turn is shown without what the one before it has said, also when portions follow', () => {
  const first = turn({ messages: [user('a')] }, assistant('b'))
  const second = turn({ messages: [user('a'), assistant('b'), user('c')] }, assistant('d'))
  const third = turn([user('a'), assistant('b'), user('c'), assistant('d'), user('e')], 'f')
  const repeated = (...turns: SessionTurn[]) => toShownTurns(turns).map(({ repeated }) => repeated)
  expect(repeated(first, second)).toEqual([0, 2])
  expect(repeated(first, second, third)).toEqual([0, 2, 4])
  // The same turn after another one: what stands above it is what counts.
  expect(repeated(second, third)).toEqual([0, 4])
  expect(repeated(third)).toEqual([0])
})

test('what is no conversation stays what it is', () => {
  const [shown] = toShownTurns([turn({ question: 1 }, null)])
  expect([shown?.input, shown?.output, shown?.repeated]).toEqual([undefined, undefined, 0])
})

test('the result of a tool stands with its call, though the next turn brought it', () => {
  const call = { id: 'c1', type: 'function', function: { name: 'read', arguments: '{}' } }
  const calls = { role: 'assistant', content: null, tool_calls: [call] }
  const first = turn([user('look')], calls)
  const result = { role: 'tool', tool_call_id: 'c1', content: 'text of the file' }
  const unknown = { role: 'tool', tool_call_id: 'c9', content: 'of no call' }
  const second = turn([user('look'), calls, result, unknown, user('and?')], 'done')
  const [asked, answered] = toShownTurns([first, second])
  expect(asked?.results.get('c1')).toMatchObject({ output: 'text of the file' })
  expect(answered?.repeated).toBe(2)
  expect(answered?.added.map(({ role }) => role)).toEqual(['tool', 'user'])
  expect(toShownTurns([first])[0]?.results.size).toBe(0)
})
