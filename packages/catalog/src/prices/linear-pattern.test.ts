import { describe, expect, test } from 'vitest'
import { compileLinearPattern, faultOfLinearPattern, nestsRepetitions } from './linear-pattern.ts'

describe('a pattern that a user wrote', () => {
  test.each([
    ['(?i)^(openai/)?(gpt-4o)$', 'OpenAI/GPT-4o', true],
    ['(?i)^(openai/)?(gpt-4o)$', 'gpt-4o-mini', false],
    ['gpt', 'my-gpt-4', true],
    ['^GPT', 'gpt-4', false],
    ['^[[:alpha:]]+-[[:digit:]]$', 'claude-4', true],
    ['\\mopus\\M', 'claude opus 4', true],
    ['\\mopus\\M', 'claude octopus 4', false],
    ['\\yopus\\Y', 'opuses', true],
    ['^a\\\\m$', 'a\\m', true],
    ['^a.b$', 'a\nb', true],
    ['^日本語モデル$', '日本語モデル', true],
  ])('%s on %s: %s', (pattern, name, fits) => {
    expect(compileLinearPattern(pattern).test(name)).toBe(fits)
  })

  test('may ignore the case as an option', () => {
    expect(compileLinearPattern('^input', { ignoreCase: true }).test('Input_tokens')).toBe(true)
  })

  test('that backtracks for ever elsewhere is answered at once', () => {
    expect(compileLinearPattern('^(a|a)*$').test(`${'a'.repeat(450)}!`)).toBe(false)
    expect(compileLinearPattern('(.*a){12}$').test('a'.repeat(450))).toBe(true)
  })

  test.each(['(', 'a(?=b)', '(a)\\1', '(?<!a)b', '*', '(a{500}){500}'])('%s has a fault', (pattern) => {
    expect(faultOfLinearPattern(pattern)).toMatch(/\w/)
  })
})

describe('repetitions inside of repetitions', () => {
  test.each(['(a+)+', '(a*)*b', '((ab)*c)+', '(?:a{2,})+', '((a+)|b)*', '(x+x+)+y'])('%s', (pattern) => {
    expect(nestsRepetitions(pattern)).toBe(true)
  })

  test.each(['^input', '(input|prompt|cache)', '(a+)(b+)', '[(+)]+', '\\(a+\\)+', '(ab)+', '(a+)?', 'a+b*'])(
    'not %s',
    (pattern) => {
      expect(nestsRepetitions(pattern)).toBe(false)
    },
  )
})
