import type { Language } from '../language.ts'
import { en } from './en.ts'
import { ja } from './ja.ts'

export type MessageKey = keyof typeof en
export type MessageValues = Readonly<Record<string, string | number>>

const catalogues: Readonly<Record<Language, Readonly<Record<MessageKey, string>>>> = { en, ja }

/** The sentence for a key, with `{name}` filled in. `{count|call|calls}` is the first word where the count is one. */
export function message(language: Language, key: MessageKey, values: MessageValues = {}): string {
  return catalogues[language][key].replace(
    /\{(\w+)(?:\|([^|}]+)\|([^|}]+))?\}/g,
    (whole, name: string, one?: string, several?: string) => {
      const value = values[name]
      if (value === undefined) return whole
      if (one === undefined || several === undefined) return String(value)
      return Number(value) === 1 ? one : several
    },
  )
}
