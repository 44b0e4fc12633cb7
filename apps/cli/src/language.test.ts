import { expect, test } from 'vitest'
import { detectLanguage, languageOf } from './language.ts'

test.each([
  [[], { LANG: 'ja_JP.UTF-8' }, 'ja'],
  [[], { LANG: 'en_US.UTF-8' }, 'en'],
  [[], {}, 'en'],
  [[], { LANG: 'C.UTF-8' }, 'en'],
  [[], { LANG: 'ja_JP.UTF-8', LC_ALL: 'C' }, 'en'],
  [[], { LANG: 'en_US.UTF-8', LC_MESSAGES: 'ja_JP.UTF-8' }, 'ja'],
  [[], { LANG: 'ja' }, 'ja'],
  [[], { LANG: 'jav_ID.UTF-8' }, 'en'],
  [['start', '--lang', 'ja'], { LANG: 'en_US.UTF-8' }, 'ja'],
  [['--lang=en', 'status'], { LANG: 'ja_JP.UTF-8' }, 'en'],
] as const)('%j with %j speaks %s', (args, environment, language) => {
  expect(detectLanguage(args, environment)).toBe(language)
})

test('a locale of another language is none of ours', () => {
  expect(['fr', 'fr_FR.UTF-8', 'C', ''].map(languageOf)).toEqual([undefined, undefined, undefined, undefined])
})
