import { nestsDeeper } from './nests-deeper.ts'

/** Deeper values stay text: writing them into an answer would exceed the stack. */
const deepest = 1_000

/**
 * A stored input, output or metadata value as clients see it: parsed where the text is JSON, else the text itself.
 * An integer that a double cannot hold stays text, so that no digit is lost.
 * Source: ingestion stores texts raw and everything else as JSON; Langfuse's reads parse what parses.
 */
export function readValue(stored: string | null): unknown {
  if (stored === null || !beginsLikeJson.test(stored) || losesDigits(stored)) return stored
  if (nestsDeeper(stored, deepest)) return stored
  try {
    return JSON.parse(stored) as unknown
  } catch {
    return stored
  }
}

const beginsLikeJson = /^\s*["[{tfn\d-]/

function losesDigits(stored: string): boolean {
  return /^\s*-?\d{16,}\s*$/.test(stored) && String(Number(stored)) !== stored.trim()
}

/** Metadata: one stored text per top-level key. */
export function readMetadata(stored: Readonly<Record<string, string>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(stored).map(([key, text]) => [key, readValue(text)]))
}

/** A stored JSON object, such as model parameters; empty where it is none. */
export function readObject(stored: string): Record<string, unknown> {
  const value = readValue(stored)
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isObject ? (value as Record<string, unknown>) : {}
}
