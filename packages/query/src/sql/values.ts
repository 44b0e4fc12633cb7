import { observationLevel, observationType } from '@kansoku/contracts'
import { z } from 'zod'

/** The engine's UTC text as ISO 8601 with milliseconds, as every API answers it. */
export const instant = z.string().transform(toIsoInstant)

/** The engine's text, microseconds included: for cursors. */
export const exactInstant = z.string().transform((text) => `${text.replace(' ', 'T')}Z`)

/** Decimals arrive as text; what leaves here is a double. */
export const decimal = z.union([z.string(), z.number()]).transform(Number)

export const decimals = z.record(z.string(), decimal)
export const counts = z.record(z.string(), z.number())
export const texts = z.record(z.string(), z.string())
export const flag = z.union([z.boolean(), z.number()]).transform(Boolean)

/** What an importer may have stored under other names reads as the plainest of ours. */
export const storedType = observationType.catch('SPAN')
export const storedLevel = observationLevel.catch('DEFAULT')

export function toIsoInstant(text: string): string {
  return `${text
    .replace(' ', 'T')
    .slice(0, 23)
    .padEnd(23, text.includes('.') ? '0' : '.000')}Z`
}
