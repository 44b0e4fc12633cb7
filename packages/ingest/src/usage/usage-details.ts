import { z } from 'zod'

export type UsageDetails = Readonly<Record<string, number>>

const count = z.number().int().nonnegative()
const details = z.record(z.string(), z.unknown()).nullish()

const completionUsage = z.strictObject({
  prompt_tokens: count,
  completion_tokens: count,
  total_tokens: count,
  prompt_tokens_details: details,
  completion_tokens_details: details,
})

const responseUsage = z.strictObject({
  input_tokens: count,
  output_tokens: count,
  total_tokens: count,
  input_tokens_details: details,
  output_tokens_details: details,
})

/**
 * Reads a `usageDetails` value. Exactly OpenAI's usage of completions or responses becomes `input`, `output`,
 * `total` with its details as `input_<k>` and `output_<k>`, taken out of `input` and `output` so that nothing counts
 * twice. Any other map keeps its counts under its own names; what is no count is left out. Undefined when nothing
 * remains.
 */
export function readUsageDetails(value: unknown): UsageDetails | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  if ('total_tokens' in value) {
    const completion = completionUsage.safeParse(value).data
    if (completion) {
      return fromOpenAi(
        completion.prompt_tokens,
        completion.completion_tokens,
        completion.total_tokens,
        completion.prompt_tokens_details,
        completion.completion_tokens_details,
      )
    }
    const response = responseUsage.safeParse(value).data
    if (response) {
      return fromOpenAi(
        response.input_tokens,
        response.output_tokens,
        response.total_tokens,
        response.input_tokens_details,
        response.output_tokens_details,
      )
    }
  }
  return countsOf(value)
}

type Details = Readonly<Record<string, unknown>> | null | undefined

function fromOpenAi(
  input: number,
  output: number,
  total: number,
  inputDetails: Details,
  outputDetails: Details,
) {
  const usage: Record<string, number> = { input, output, total }
  takeOut(usage, 'input', inputDetails)
  takeOut(usage, 'output', outputDetails)
  return usage
}

function takeOut(usage: Record<string, number>, side: 'input' | 'output', parts: Details): void {
  for (const [key, value] of Object.entries(parts ?? {})) {
    const tokens = toCount(value)
    if (tokens === null) continue
    usage[`${side}_${key}`] = tokens
    usage[side] = Math.max(0, (usage[side] ?? 0) - tokens)
  }
}

/** Moves sub-counts such as cached tokens out of `input` and `output`, as `readUsageDetails` does for OpenAI. */
export function subtractDetails(
  usage: Readonly<Record<string, number>>,
  parts: Readonly<Record<'input' | 'output', Readonly<Record<string, number>>>>,
): UsageDetails {
  const result = { ...usage }
  for (const side of ['input', 'output'] as const) {
    for (const [key, tokens] of Object.entries(parts[side])) {
      result[key] = tokens
      const whole = result[side]
      if (whole !== undefined) result[side] = Math.max(0, whole - tokens)
    }
  }
  return result
}

function countsOf(value: object): UsageDetails | undefined {
  const counts: [string, number][] = []
  for (const [key, entry] of Object.entries(value)) {
    const tokens = toCount(entry)
    if (tokens !== null) counts.push([key, tokens])
  }
  return counts.length === 0 ? undefined : Object.fromEntries(counts)
}

/** A non-negative integer, or the text of one; null for anything else. */
export function toCount(value: unknown): number | null {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value
  return Number.isSafeInteger(number) && (number as number) >= 0 ? (number as number) : null
}

/** With `total`: as given, else the sum of all counts. */
export function withTotal(usage: UsageDetails): UsageDetails {
  if (usage.total !== undefined || Object.keys(usage).length === 0) return usage
  let total = 0
  for (const tokens of Object.values(usage)) total += tokens
  return { ...usage, total: Math.min(total, Number.MAX_SAFE_INTEGER) }
}
