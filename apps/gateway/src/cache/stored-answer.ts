import { type ChatResult, NO_USAGE } from '@kansoku/providers'
import { isRecord } from '@kansoku/routing'

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

/** Undefined for what is no answer: a Redis may hold anything, also what another version kept. */
export function readAnswer(text: string): StoredAnswer | undefined {
  try {
    const kept: unknown = JSON.parse(text)
    return isAnswer(kept) ? kept : undefined
  } catch {
    return undefined
  }
}

function isAnswer(kept: unknown): kept is StoredAnswer {
  if (!isRecord(kept) || !isRecord(kept.result)) return false
  const { keptAt, deploymentId, group } = kept
  const { choices, vectors, usage, warnings } = kept.result
  return (
    typeof keptAt === 'number' &&
    [deploymentId, group].every(isText) &&
    isListOf(choices, isChoice) &&
    isListOf(warnings, isText) &&
    (vectors === undefined || isListOf(vectors, Array.isArray)) &&
    (usage === undefined || isUsage(usage))
  )
}

function isChoice(choice: unknown): boolean {
  return isRecord(choice) && isText(choice.finishReason) && isListOf(choice.content, isPart)
}

function isPart(part: unknown): boolean {
  if (!isRecord(part)) return false
  const { type } = part
  if (type === 'text' || type === 'reasoning') return isText(part.text)
  if (type === 'tool_call') return [part.id, part.name, part.arguments].every(isText)
  return type === 'redacted_reasoning' && isText(part.data)
}

function isUsage(usage: unknown): boolean {
  return isRecord(usage) && Object.keys(NO_USAGE).every((name) => typeof usage[name] === 'number')
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isListOf(value: unknown, fits: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every((item) => fits(item))
}

/** What a filter cut off may pass the next time. */
export function isWorthKeeping({ choices, vectors }: ChatResult): boolean {
  if (vectors !== undefined) return true
  return choices.length > 0 && choices.every(({ finishReason }) => finishReason !== 'content_filter')
}
