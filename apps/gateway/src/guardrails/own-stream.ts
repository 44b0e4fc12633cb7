import type { CallGuards } from './call-guards.ts'
import type { Placeholders } from './placeholders.ts'
import { changeJson } from './prompt-texts.ts'
import { streamTexts, withStreamTexts } from './stream-texts.ts'
import { isUntouched } from './unmask-answer.ts'

type Events = readonly unknown[]

/**
 * Looks at a whole stream in its vendor's own form. Arguments of tools are JSON in pieces: their texts are looked at
 * without its escapes, too.
 * @throws {GuardrailRefusal | GuardrailUnreachable}
 */
export async function checkOwnStream(guards: CallGuards, events: Events): Promise<Events> {
  const given = streamTexts(events).map(({ text }) => text)
  // Some vendors repeat at the end what they have said in pieces.
  const different = [...new Set(given)]
  const plain = await guards.checkOwnAnswer(different, (all, change) => all.map(change))
  const checked = plain.some(isJson)
    ? await guards.checkOwnAnswer(plain, (all, change) =>
        all.map((text) => (isJson(text) ? changeJson(text, change) : text)),
      )
    : plain
  const byText = new Map(different.map((text, at) => [text, checked[at] ?? text]))
  const texts = given.map((text) => byText.get(text) ?? text)
  return texts.every((text, at) => text === given[at]) ? events : withStreamTexts(events, texts)
}

/** The same stream with what was masked in its prompt put back. */
export function unmaskStream(events: Events, masked: Placeholders): Events {
  const texts = streamTexts(events).map(({ key, text }) => {
    if (isUntouched(key)) return text
    return isJson(text) ? changeJson(text, (one) => masked.restore(one)) : masked.restore(text)
  })
  return withStreamTexts(events, texts)
}

function isJson(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
