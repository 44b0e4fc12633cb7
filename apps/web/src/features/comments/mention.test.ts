import { describe, expect, test } from 'vitest'
import { openMention, writeMention } from './mention.ts'

describe('a mention', () => {
  test.each([
    ['@', ''],
    ['Look @an', 'an'],
    ['見て（@田', '田'],
    ['@Ann B', 'Ann B'],
  ])('is being written in %j', (text, typed) => {
    expect(openMention(text, text.length)).toEqual({ start: text.lastIndexOf('@'), typed })
  })

  test.each(['ann@example', 'done @Ann Bell now', '@[Ann](user:1) ', 'nobody'])('is not in %j', (text) => {
    expect(openMention(text, text.length)).toBeUndefined()
  })

  test('is written as a link, and the caret goes on behind it', () => {
    const text = 'Hi @an, look'
    const open = openMention(text, 6)
    if (!open) throw new Error('no mention')
    const written = writeMention(text, open, { id: 'u 1', name: 'Ann [QA]' })
    expect(written.text).toBe('Hi @[Ann QA](user:u%201) , look')
    expect(written.text.slice(written.caret)).toBe(', look')
  })
})
