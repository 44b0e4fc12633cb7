import type { ScannedValue } from './scan.ts'

/** Stars that Japanese keyboards type in full width count as well. */
const star = /[*＊]/

/** Whether a value holds a star that is not in quotes. */
export function isPattern({ text, isQuoted }: Pick<ScannedValue, 'text' | 'isQuoted'>): boolean {
  return !isQuoted && star.test(text)
}

/** Whether a text as it stands would be read as a pattern. */
export const hasStar = (text: string) => star.test(text)

/** A value as the server takes it among patterns. */
export function toPattern({ text, isQuoted }: Pick<ScannedValue, 'text' | 'isQuoted'>): string {
  const escaped = text.replaceAll('\\', '\\\\')
  return isQuoted ? escaped.replaceAll('*', '\\*') : escaped.replaceAll('＊', '*')
}

/** Back again: what a pattern stands for, and whether any of its stars is one that fits any text. */
export function readPattern(pattern: string): { readonly text: string; readonly isPattern: boolean } {
  const text = pattern.replace(/\\(.)/gs, '$1')
  return { text, isPattern: pattern.replace(/\\./gs, '').includes('*') }
}

/** Whether a text is as a written pattern says. */
export function fits(text: string, pattern: string): boolean {
  const parts = pattern.split(star).map((part) => part.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`, 's').test(text)
}
