import { isRecord } from '@kansoku/routing'
import type { Placeholders } from './placeholders.ts'

/** Signed by their provider, which takes them back unchanged only. */
const untouched: ReadonlySet<string> = new Set([
  'thinking',
  'thinking_blocks',
  'reasoning_content',
  'reasoning',
  'summary',
])

/** Whether what stands under this name stays as it is. */
export function isUntouched(key: string): boolean {
  return untouched.has(key)
}

/** An answer in the words of its door, with what was masked in its prompt put back. */
export function unmaskAnswer(answer: unknown, masked: Placeholders): unknown {
  if (typeof answer === 'string') return masked.restore(answer)
  if (Array.isArray(answer)) return answer.map((item) => unmaskAnswer(item, masked))
  if (!isRecord(answer)) return answer
  return Object.fromEntries(
    Object.entries(answer).map(([key, value]) => [
      key,
      untouched.has(key) ? value : unmaskAnswer(value, masked),
    ]),
  )
}
