import type { ObservationNode } from '@kansoku/contracts'
import { foldText } from '../../lib/fold-text.ts'

/** What a tree is narrowed to; what is empty narrows nothing. */
export interface TreeFilter {
  readonly text: string
  readonly types: ReadonlySet<ObservationNode['type']>
  readonly levels: ReadonlySet<ObservationNode['level']>
}

export const noFilter: TreeFilter = { text: '', types: new Set(), levels: new Set() }

/** How many types and levels are chosen. */
export const chosenCount = ({ types, levels }: TreeFilter): number => types.size + levels.size

/** The same set with a value taken in, or out where it was in. */
export function toggled<T>(values: ReadonlySet<T>, value: T): ReadonlySet<T> {
  const next = new Set(values)
  if (!next.delete(value)) next.add(value)
  return next
}

/**
 * Tells which observations are wanted; undefined where all are.
 * @param found those that hold the text where the tree does not see it: in input and output
 */
export function wantedBy(
  { text, types, levels }: TreeFilter,
  found: ReadonlySet<string>,
): ((observation: ObservationNode) => boolean) | undefined {
  const wanted = foldText(text.trim())
  if (wanted === '' && types.size + levels.size === 0) return undefined
  return (observation) =>
    (types.size === 0 || types.has(observation.type)) &&
    (levels.size === 0 || levels.has(observation.level)) &&
    (wanted === '' || found.has(observation.id) || mentions(observation, wanted))
}

/** Folding 20,000 observations anew for each letter that is typed would be felt. */
const folded = new WeakMap<ObservationNode, string>()

function mentions(observation: ObservationNode, wanted: string): boolean {
  let text = folded.get(observation)
  if (text === undefined) {
    const { name, type, model, id, level, statusMessage } = observation
    text = foldText([name, type, model, id, level, statusMessage].join('\n'))
    folded.set(observation, text)
  }
  return text.includes(wanted)
}
