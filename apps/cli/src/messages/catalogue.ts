import type { Language } from '../language.ts'
import { en } from './en.ts'
import { ja } from './ja.ts'

export type MessageKey = keyof typeof en
export type MessageValues = Readonly<Record<string, string | number>>

const catalogues: Readonly<Record<Language, Readonly<Record<MessageKey, string>>>> = { en, ja }

/** The sentence for a key, with `{name}` filled in. */
export function message(language: Language, key: MessageKey, values: MessageValues = {}): string {
  return catalogues[language][key].replace(/\{(\w+)\}/g, (whole, name: string) =>
    String(values[name] ?? whole),
  )
}
