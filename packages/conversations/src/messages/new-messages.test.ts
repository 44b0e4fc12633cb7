import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ChatMessage } from './message.ts'
import { countRepeated } from './new-messages.ts'

const say = (role: string, text: string): ChatMessage => ({ role, parts: [{ type: 'text', text }] })
const system = say('system', 'Be kind.')
const hello = say('user', 'hello')
const hi = say('assistant', 'hi')
const more = say('user', 'more')

test('the first turn is all new', () => {
  expect(countRepeated(undefined, [system, hello])).toBe(0)
})

test('a history that grows is told apart from what was added', () => {
  const before = { asked: [system, hello], answered: [hi] }
  expect(countRepeated(before, [system, hello, hi, more])).toBe(3)
})

test('an answer is known in other words, and marks of the cache are no difference', () => {
  const before = { asked: [system, hello], answered: [hi] }
  const marked: ChatMessage = { role: 'user', parts: [...hello.parts, { type: 'cachePoint' }] }
  expect(countRepeated(before, [system, marked, say('assistant', 'hi '), more])).toBe(3)
  expect(countRepeated({ asked: [system, hello], answered: [] }, [system, marked, more])).toBe(2)
})

test('a history that was cut in its middle is known by its end', () => {
  const before = { asked: [system, hello, hi, say('user', 'two')], answered: [say('assistant', 'second')] }
  expect(countRepeated(before, [system, say('user', 'two'), say('assistant', 'second'), more])).toBe(3)
  expect(countRepeated(before, [system, say('user', 'two'), say('assistant', '2nd'), more])).toBe(3)
})

test('a conversation that starts anew shares its instructions at most', () => {
  const before = { asked: [system, hello], answered: [hi] }
  expect(countRepeated(before, [system, more])).toBe(1)
  expect(countRepeated(before, [more])).toBe(0)
})

test('asking the same again shows what is asked', () => {
  const before = { asked: [system, hello], answered: [hi] }
  expect(countRepeated(before, [system, hello])).toBe(1)
  expect(countRepeated({ asked: [hello], answered: [] }, [hello])).toBe(0)
  expect(countRepeated(before, [])).toBe(0)
})

test('whatever is said: an agent that repeats everything shows each message once', () => {
  const message = fc
    .tuple(fc.constantFrom('user', 'assistant', 'tool'), fc.constantFrom('a', 'b', 'c'))
    .map(([role, text]) => say(role, text))
  const steps = fc.array(
    fc.record({ added: fc.array(message, { minLength: 1, maxLength: 3 }), answer: message }),
  )
  fc.assert(
    fc.property(steps, (steps) => {
      let before: { asked: ChatMessage[]; answered: ChatMessage[] } | undefined
      const shown: ChatMessage[] = []
      const whole: ChatMessage[] = []
      for (const { added, answer } of steps) {
        const asked = [...(before ? [...before.asked, ...before.answered] : []), ...added]
        shown.push(...asked.slice(countRepeated(before, asked)), answer)
        whole.push(...added, answer)
        before = { asked, answered: [answer] }
      }
      expect(shown).toEqual(whole)
    }),
  )
})
