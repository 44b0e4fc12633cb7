import type { ObservationNode } from '@kansoku/contracts'

export type UsageKind =
  | 'input'
  | 'cacheRead'
  | 'cacheWrite'
  | 'output'
  | 'reasoning'
  | 'audio'
  | 'total'
  | 'other'

export interface UsageRow {
  /** The name as it was reported. */
  readonly key: string
  readonly kind: UsageKind
  readonly tokens: number | null
  /** US dollars. */
  readonly cost: number | null
}

const order: readonly UsageKind[] = [
  'input',
  'cacheRead',
  'cacheWrite',
  'audio',
  'output',
  'reasoning',
  'other',
  'total',
]

/** What a usage type means: every provider and SDK has its own names for the same few things. */
export function usageKindOf(key: string): UsageKind {
  const name = key.toLowerCase()
  if (name === 'input' || name === 'output' || name === 'total') return name
  if (/cache.*(creat|writ)/.test(name)) return 'cacheWrite'
  if (/cache/.test(name)) return 'cacheRead'
  if (/reason|thought|thinking/.test(name)) return 'reasoning'
  if (/audio/.test(name)) return 'audio'
  if (/^(prompt|input)(_?tokens)?$/.test(name)) return 'input'
  if (/^(completion|output)(_?tokens)?$/.test(name)) return 'output'
  return 'other'
}

/** Usage types with tokens and cost side by side: what went in first, the total last. */
export function usageRows(
  usage: Readonly<Record<string, number>>,
  costs: Readonly<Record<string, number>>,
): UsageRow[] {
  const keys = [...new Set([...Object.keys(usage), ...Object.keys(costs)])]
  return keys
    .map((key) => ({ key, kind: usageKindOf(key), tokens: usage[key] ?? null, cost: costs[key] ?? null }))
    .filter(({ tokens, cost, kind }) => kind === 'total' || (tokens ?? 0) !== 0 || (cost ?? 0) !== 0)
    .sort(
      (left, right) =>
        order.indexOf(left.kind) - order.indexOf(right.kind) || left.key.localeCompare(right.key),
    )
}

/** Sum of the usage types whose name starts with `input` or `output`, caches included. */
export function tokensOf(usage: Readonly<Record<string, number>>, side: 'input' | 'output'): number {
  return Object.entries(usage)
    .filter(([key]) => key.startsWith(side) || (side === 'input' && key.startsWith('cache')))
    .reduce((sum, [, tokens]) => sum + tokens, 0)
}

type Timed = Pick<ObservationNode, 'usageDetails' | 'latency' | 'timeToFirstToken'>

/** Output tokens per second, from the first token on where that is known; null where it cannot be told. */
export function tokensPerSecond({ usageDetails, latency, timeToFirstToken }: Timed): number | null {
  const tokens = tokensOf(usageDetails, 'output')
  if (tokens === 0 || latency === null || latency <= 0) return null
  const streamed = latency - (timeToFirstToken ?? 0)
  return tokens / (streamed > 0.02 ? streamed : latency)
}
