import type { GuardrailAction } from '@kansoku/routing'

/** A place in a text that a guardrail minds. */
export interface Span {
  readonly start: number
  readonly end: number
  /** What it is, e.g. `EMAIL_ADDRESS`. */
  readonly kind: string
  readonly action: GuardrailAction
}

/** Spans in order; of those that overlap the earlier and longer one counts. */
export function withoutOverlaps(spans: readonly Span[]): readonly Span[] {
  if (spans.length < 2) return spans
  const kept: Span[] = []
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end))
    if (span.start >= (kept.at(-1)?.end ?? 0)) kept.push(span)
  return kept
}

export type Counts = Readonly<Record<string, number>>

export function countKinds(spans: readonly Pick<Span, 'kind'>[]): Counts {
  const counts: Record<string, number> = {}
  for (const { kind } of spans) counts[kind] = (counts[kind] ?? 0) + 1
  return counts
}

export function addCounts(one: Counts, other: Counts): Counts {
  const sum: Record<string, number> = { ...one }
  for (const [kind, count] of Object.entries(other)) sum[kind] = (sum[kind] ?? 0) + count
  return sum
}
