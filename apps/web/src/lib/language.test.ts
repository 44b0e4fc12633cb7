import { expect, test } from 'vitest'
import { chooseLanguage } from './language.ts'

test('the browser decides until somebody chooses', () => {
  expect(chooseLanguage(null, ['ja-JP', 'en-US'])).toBe('ja')
  expect(chooseLanguage(null, ['en-GB', 'ja'])).toBe('en')
  expect(chooseLanguage('en', ['ja-JP'])).toBe('en')
  expect(chooseLanguage('ja', ['en-US'])).toBe('ja')
})

test('languages without a catalogue are passed over', () => {
  expect(chooseLanguage(null, ['fr-FR', 'ja-JP', 'en'])).toBe('ja')
  expect(chooseLanguage(null, ['fr-FR', 'de'])).toBe('en')
  expect(chooseLanguage('xx', [])).toBe('en')
})
