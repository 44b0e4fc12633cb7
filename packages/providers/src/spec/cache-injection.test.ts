import { expect, test } from 'vitest'
import { ask, assistant, system, user } from '../testing/requests.ts'
import { injectCacheMarks } from './cache-injection.ts'

const request = ask({ messages: [system('s'), user('a'), assistant('b'), user('c')] })
const marked = (points: unknown) =>
  injectCacheMarks(request, points).messages.map(({ content }) => content.some((part) => 'cache' in part))

test('marks are set by role, by index and from the end', () => {
  expect(marked([{ location: 'message', role: 'system' }])).toEqual([true, false, false, false])
  expect(marked([{ location: 'message', role: 'user' }])).toEqual([false, true, false, true])
  expect(marked([{ location: 'message', index: -1 }, { index: '0' }])).toEqual([true, false, false, true])
})

test('nothing configured changes nothing', () => {
  expect(injectCacheMarks(request, undefined)).toBe(request)
  expect(marked([{ location: 'tool_config' }, { index: 'x' }])).toEqual([false, false, false, false])
})
