import { z } from 'zod'

/** Postgres stores no NUL and no half of a surrogate pair. */
export const storableText = z
  .string()
  .refine((text) => !text.includes('\0') && text.isWellFormed(), 'The text holds characters without meaning')

const deepest = 100

/** Any JSON that Postgres can store. */
export const storableJson = z
  .unknown()
  .refine((value) => isStorable(value, deepest), 'The value is nested too deeply or cannot be stored')

function isStorable(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return storableText.safeParse(value).success
  if (typeof value !== 'object' || value === null) return true
  if (depth === 0) return false
  return Object.entries(value).every(
    ([key, item]) => storableText.safeParse(key).success && isStorable(item, depth - 1),
  )
}
