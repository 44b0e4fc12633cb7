import { isRecord } from '@kansoku/routing'
import { changeJson, isWordless } from './prompt-texts.ts'

/** Padding by which OpenAI and Bedrock hide how long a piece is. */
const padding: ReadonlySet<string> = new Set(['obfuscation', 'p'])
/** What tells one run of pieces from another. */
const runs = ['type', 'index', 'output_index', 'content_index', 'item_id'] as const

/**
 * All words of a stream in its vendor's own form. Pieces that stand at the same place of their events are one text, which
 * is found whole though it came in parts.
 */
export function streamTexts(events: readonly unknown[]): readonly string[] {
  const byPlace = new Map<string, string>()
  for (const event of events) {
    const run = isRecord(event) ? runs.map((key) => String(event[key] ?? '')).join(' ') : ''
    collect(event, run, (place, text) => byPlace.set(place, (byPlace.get(place) ?? '') + text))
  }
  // Some vendors repeat what they have said in pieces.
  return [...new Set([...byPlace.values()].flatMap((text) => [text, ...textsInJson(text)]))]
}

function collect(value: unknown, place: string, add: (place: string, text: string) => void): void {
  if (typeof value === 'string') add(place, value)
  else if (Array.isArray(value)) {
    for (const [at, item] of value.entries()) {
      const index = isRecord(item) && typeof item.index === 'number' ? item.index : at
      collect(item, `${place} ${index}`, add)
    }
  } else if (isRecord(value)) {
    for (const [key, held] of Object.entries(value))
      if (!isWordless(key, held) && !padding.has(key)) collect(held, `${place} ${key}`, add)
  }
}

/** Arguments of tools come as JSON in pieces. What is no JSON is looked at as it is. */
function textsInJson(text: string): readonly string[] {
  const texts: string[] = []
  changeJson(text, (one) => {
    texts.push(one)
    return one
  })
  return texts.length === 1 && texts[0] === text ? [] : texts
}
