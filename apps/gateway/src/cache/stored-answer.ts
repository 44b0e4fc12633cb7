import type { ChatResult } from '@kansoku/providers'

/** An answer as a store keeps it. */
export interface StoredAnswer {
  /** Milliseconds since 1970. */
  readonly keptAt: number
  /** Of the deployment that gave it. */
  readonly deploymentId: string
  readonly group: string
  readonly result: ChatResult
}

/** Headers of the provider's answer are not of those that are made from it. */
export function writeAnswer({ result, ...rest }: StoredAnswer): string {
  return JSON.stringify({ ...rest, result: { ...result, upstreamHeaders: {} } })
}

/** Undefined for what is no answer: a Redis may hold anything. */
export function readAnswer(text: string): StoredAnswer | undefined {
  try {
    const { keptAt, deploymentId, group, result } = JSON.parse(text) as Partial<StoredAnswer>
    if (typeof keptAt !== 'number' || deploymentId === undefined || group === undefined) return undefined
    return Array.isArray(result?.choices) ? { keptAt, deploymentId, group, result } : undefined
  } catch {
    return undefined
  }
}

/** What a filter cut off may pass the next time. */
export function isWorthKeeping({ choices, vectors }: ChatResult): boolean {
  if (vectors !== undefined) return true
  return choices.length > 0 && choices.every(({ finishReason }) => finishReason !== 'content_filter')
}
