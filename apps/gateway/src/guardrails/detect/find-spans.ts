import type { BedrockRule, ContentFilterRule, GuardrailRule, PersonalDataRule } from '@kansoku/routing'
import { type FoldedText, fold } from './folded-text.ts'
import { personalDataForms } from './personal-data.ts'
import { injectionForms } from './prompt-injection.ts'
import { looksDrawn, looksSecret, namedSecret, quotedText, secretForms } from './secrets.ts'
import type { Span } from './span.ts'
import { wordPattern } from './word-pattern.ts'

/** Rules that are decided here, without asking anybody. */
export type LocalRule = Exclude<GuardrailRule, BedrockRule>

export type FindSpans = (text: string) => readonly Span[]

/** How a rule looks through a text. Made once: patterns are compiled here. */
export function createFinder(rule: LocalRule): FindSpans {
  switch (rule.kind) {
    case 'secrets':
      return findSecrets
    case 'personal-data':
      return (text) => findPersonalData(rule, fold(text))
    case 'content-filter':
      return findContent(rule)
    case 'prompt-injection':
      return (text) => findInjections(fold(text))
  }
}

const injection = { kind: 'PROMPT_INJECTION', action: 'block' } as const
const secret = { kind: 'SECRET', action: 'mask' } as const

function findInjections(text: FoldedText): readonly Span[] {
  return injectionForms.flatMap((form) => spansOf(text, form, injection))
}

function findSecrets(given: string): readonly Span[] {
  const text: FoldedText = { text: given, start: (place) => place, end: (place) => place }
  return [
    ...secretForms.flatMap((form) => spansOf(text, form, secret)),
    ...spansOf(text, namedSecret, secret, looksSecret),
    ...spansOf(text, quotedText, secret, looksDrawn),
  ]
}

function findPersonalData({ actions }: PersonalDataRule, text: FoldedText): readonly Span[] {
  return [...actions].flatMap(([kind, action]) =>
    personalDataForms[kind].flatMap(({ pattern, holds }) => spansOf(text, pattern, { kind, action }, holds)),
  )
}

function findContent({ words, patterns }: ContentFilterRule): FindSpans {
  const byAction = (['block', 'mask'] as const).flatMap((action) => {
    const own = words.filter((word) => word.action === action).map(({ word }) => word)
    return own.length === 0 ? [] : [{ pattern: wordPattern(own), name: 'KEYWORD', action }]
  })
  return (given) => {
    const text = fold(given)
    return [...byAction, ...patterns].flatMap(({ pattern, name, action }) =>
      spansOf(text, pattern, { kind: name, action }),
    )
  }
}

function spansOf(
  { text, start, end }: FoldedText,
  pattern: RegExp,
  what: Pick<Span, 'kind' | 'action'>,
  holds: (found: string) => boolean = () => true,
): Span[] {
  const spans: Span[] = []
  for (const { 0: found, index } of text.matchAll(pattern)) {
    if (found === '' || !holds(found)) continue
    spans.push({ start: start(index), end: end(index + found.length), ...what })
  }
  return spans
}
