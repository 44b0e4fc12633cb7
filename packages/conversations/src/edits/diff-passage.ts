import { diffArrays } from 'diff'
import type { DiffLine } from './file-change.ts'

/** Differing lines beyond which a passage is shown as replaced altogether: finding what stayed takes the square of it. */
const mostDifferences = 500

/** The lines of a passage before and after, those that stay once. */
export function diffPassage(before: string, after: string): DiffLine[] {
  const [old, fresh] = [linesOf(before), linesOf(after)]
  const pieces = diffArrays(old, fresh, { maxEditLength: mostDifferences })
  if (!pieces) return [...marked('-', old), ...marked('+', fresh)]
  return pieces.flatMap(({ added, removed, value }) => marked(added ? '+' : removed ? '-' : ' ', value))
}

/** Lines under one mark. */
export function marked(mark: DiffLine['mark'], lines: readonly string[]): DiffLine[] {
  return lines.map((text) => ({ mark, text }))
}

/** Without the empty line that the last line end makes. */
export function linesOf(text: string): string[] {
  if (text === '') return []
  return text.replace(/\r?\n$/, '').split(/\r?\n/)
}
