import { isRecord } from '@kansoku/routing'
import { changeFields, isOfTools, isWordless } from './prompt-texts.ts'

/** Padding by which OpenAI and Bedrock hide how long a piece is. */
const padding: ReadonlySet<string> = new Set(['obfuscation', 'p'])
/** What tells one run of pieces from another. */
const runs = ['type', 'index', 'contentBlockIndex', 'output_index', 'content_index', 'item_id'] as const

/** All that was said at one place of the events of a stream, in however many pieces. */
export interface StreamText {
  /** The name under which events have it. */
  readonly key: string
  readonly text: string
}

/** All words of a stream in its vendor's own form. Pieces that stand at the same place of their events are one text. */
export function streamTexts(events: readonly unknown[]): readonly StreamText[] {
  const texts = new Map<string, StreamText>()
  walk(events, (place, key, text) => {
    texts.set(place, { key, text: (texts.get(place)?.text ?? '') + text })
    return text
  })
  return [...texts.values()]
}

/** The stream with other texts in the order of `streamTexts`: one that changes is told at once, in its first piece. */
export function withStreamTexts(events: readonly unknown[], texts: readonly string[]): readonly unknown[] {
  const before = streamTexts(events)
  const places = new Map<string, { readonly changed: boolean; readonly text: string; told: boolean }>()
  return walk(events, (place, _key, piece) => {
    let known = places.get(place)
    if (!known) {
      const at = places.size
      known = { changed: texts[at] !== before[at]?.text, text: texts[at] ?? '', told: false }
      places.set(place, known)
    }
    if (!known.changed) return piece
    const { told, text } = known
    known.told = true
    return told ? '' : text
  })
}

interface Place {
  readonly place: string
  /** The name under which it stands. */
  readonly key: string
  /** Nothing below is known to be wordless, as in the arguments of a tool. */
  readonly all: boolean
}

type Change = (place: string, key: string, text: string) => string

function walk(events: readonly unknown[], change: Change): readonly unknown[] {
  return events.map((event) => {
    const run = isRecord(event) ? runs.map((key) => String(event[key] ?? '')).join(' ') : ''
    return walkIn(event, { place: run, key: '', all: false }, change)
  })
}

function walkIn(value: unknown, { place, key, all }: Place, change: Change): unknown {
  if (typeof value === 'string') return change(place, key, value)
  if (Array.isArray(value)) {
    const next = value.map((item: unknown, at) => {
      const index = isRecord(item) && typeof item.index === 'number' ? item.index : at
      return walkIn(item, { place: `${place} ${index}`, key, all }, change)
    })
    return next.every((item, at) => item === value[at]) ? value : next
  }
  if (!isRecord(value)) return value
  return changeFields(value, (name, held) => {
    if (!all && (isWordless(name, held) || padding.has(name))) return held
    const below = { place: `${place} ${name}`, key: name, all: all || isOfTools(name, held) }
    return walkIn(held, below, change)
  })
}
