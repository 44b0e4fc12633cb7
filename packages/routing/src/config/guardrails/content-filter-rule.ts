import { isMap } from '../inspect.ts'
import type { GuardrailEntry } from './guardrail-entry.ts'
import type { ContentFilterRule } from './guardrail-rule.ts'
import { readAction } from './personal-data-rule.ts'

type Words = ContentFilterRule['words']
type Patterns = ContentFilterRule['patterns']

/** `litellm_content_filter`: `blocked_words` and `patterns` with an action each. */
export function compileContentFilter(entry: GuardrailEntry): ContentFilterRule {
  const words = readWords(entry)
  const patterns = readPatterns(entry)
  if (words.length + patterns.length === 0)
    entry.fail('guardrail', 'has nothing to look for.', 'Write blocked_words or patterns beside it.')
  return { kind: 'content-filter', words, patterns }
}

/** `banned_keywords`: a list of words, all of them refused. */
export function compileBannedKeywords(entry: GuardrailEntry): ContentFilterRule {
  const key = 'banned_keywords_list'
  const list = entry.params[key]
  const words = Array.isArray(list) ? list.map(String).filter((word) => word.trim() !== '') : []
  if (words.length === 0) return entry.fail(key, 'names no words.', 'Write banned_keywords_list: ["…"].')
  return {
    kind: 'content-filter',
    words: words.map((word) => ({ word, action: 'block' })),
    patterns: [],
  }
}

function readWords(entry: GuardrailEntry): Words {
  const key = 'blocked_words'
  return itemsOf(entry, key).map((item) => {
    if (typeof item === 'string' && item !== '') return { word: item, action: 'block' }
    const word = isMap(item) ? item.keyword : undefined
    if (!isMap(item) || typeof word !== 'string' || word.trim() === '')
      return entry.fail(
        key,
        'has an entry without a word.',
        'Write - keyword: "…" and action: BLOCK or MASK.',
      )
    return { word, action: readAction(entry, key, item.action ?? 'BLOCK') }
  })
}

function readPatterns(entry: GuardrailEntry): Patterns {
  const key = 'patterns'
  return itemsOf(entry, key).map((item, index) => {
    const { pattern_type: type, pattern, name, pattern_name: prebuilt, action } = isMap(item) ? item : {}
    if (type === 'prebuilt')
      entry.fail(
        key,
        `names the built-in pattern "${prebuilt}".`,
        'Personal data is found by guardrail: presidio.',
      )
    if (typeof pattern !== 'string' || pattern === '')
      return entry.fail(
        key,
        'has an entry without a pattern.',
        'Write - pattern_type: regex and pattern: "…".',
      )
    return {
      name: String(name ?? `PATTERN_${index + 1}`),
      pattern: toPattern(entry, pattern),
      action: readAction(entry, key, action ?? 'BLOCK'),
    }
  })
}

function toPattern(entry: GuardrailEntry, text: string): RegExp {
  // Python's way to make a whole pattern ignore case.
  const [, flag, rest = text] = /^(\(\?i\))?([\s\S]*)$/.exec(text) ?? []
  try {
    const pattern = new RegExp(rest, flag === undefined ? 'gu' : 'giu')
    if (pattern.test(''))
      entry.fail('patterns', `matches nothing at all: ${text}`, 'Let it match at least a letter.')
    return pattern
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return entry.fail('patterns', `holds no regular expression: ${text}`, error.message)
  }
}

function itemsOf(entry: GuardrailEntry, key: string): readonly unknown[] {
  const value = entry.params[key]
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? value : entry.fail(key, 'is not a list.', 'Start each entry with "- ".')
}
