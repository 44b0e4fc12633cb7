import type { TokenCounter, TokenText } from '@kansoku/catalog'
import type { ObservationRow } from '@kansoku/storage'
import type { Fold, ObservationFold, Uncounted } from './fold.ts'

interface Wanted {
  readonly fold: ObservationFold
  readonly uncounted: Uncounted
  readonly texts: readonly (readonly ['input' | 'output', TokenText])[]
}

/**
 * Counts the tokens of input and output where a sender gave no usage. It looks at folded rows alone, so that what is
 * counted depends as little on the order of events as they do.
 */
export async function countUsage(
  counter: TokenCounter,
  folds: readonly ObservationFold[],
): Promise<readonly Fold<ObservationRow>[]> {
  const wanted = folds.flatMap(wantedOf)
  if (wanted.length === 0) return folds
  const counts = await counter.count(wanted.flatMap(({ texts }) => texts.map(([, text]) => text)))
  const counted = new Map<ObservationFold, ObservationRow>()
  let at = 0
  for (const { fold, uncounted, texts } of wanted) {
    const usage: Record<string, number> = {}
    for (const [side] of texts) {
      const tokens = counts[at++]
      if (tokens != null) usage[side] = tokens
    }
    if (usage.input || usage.output) counted.set(fold, uncounted.withUsage(usage))
  }
  return folds.map((fold) => ({ ...fold, row: counted.get(fold) ?? fold.row }))
}

function wantedOf(fold: ObservationFold): Wanted[] {
  const { row, uncounted } = fold
  if (!uncounted) return []
  const { tokenizer } = uncounted
  const texts = (['input', 'output'] as const).flatMap((side) => {
    const text = row[side]
    return text == null ? [] : [[side, { text, tokenizer }] as const]
  })
  return texts.length === 0 ? [] : [{ fold, uncounted, texts }]
}
