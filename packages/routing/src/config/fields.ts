import { faultAt } from './fault.ts'
import { isMap } from './inspect.ts'
import type { ConfigSource } from './source.ts'

/** A source with its environment references replaced. */
export interface ResolvedSource {
  readonly source: ConfigSource
  readonly sections: Readonly<Record<string, unknown>>
}

export interface Found {
  readonly value: unknown
  /** As a message may tell it: what stands in the file, not what a variable holds. */
  readonly written: string
  /** @param below where within the value the fault is, when that is known */
  readonly fail: (message: string, remedy: string, ...below: readonly string[]) => never
}

/** Typed access to settings across files; the first file that sets a key wins, null counts as unset. */
export interface Fields {
  find(section: string, key: string): Found | undefined
  number(section: string, key: string): number | undefined
  boolean(section: string, key: string): boolean | undefined
  text(section: string, key: string): string | undefined
  /** A list of texts; a single text is a list of one. */
  texts(section: string, key: string): readonly string[] | undefined
}

export function createFields(sources: readonly ResolvedSource[]): Fields {
  const find = (section: string, key: string): Found | undefined => {
    for (const { source, sections } of sources) {
      const values = sections[section]
      if (!isMap(values) || values[key] === undefined || values[key] === null) continue
      const written = source.sections[section]
      return {
        value: values[key],
        written: show(isMap(written) ? written[key] : undefined),
        fail: (message, remedy, ...below) => {
          throw faultAt(source, [section, key, ...below], `${section}.${key} ${message}`, remedy)
        },
      }
    }
    return undefined
  }
  return {
    find,
    number(section, key) {
      const found = find(section, key)
      if (!found) return undefined
      return (
        toNumber(found.value) ??
        found.fail(`is not a number: ${found.written}.`, 'Write a number, for instance 30.')
      )
    },
    boolean(section, key) {
      const found = find(section, key)
      if (!found) return undefined
      return (
        toBoolean(found.value) ??
        found.fail(`is neither true nor false: ${found.written}.`, 'Write true or false.')
      )
    },
    text(section, key) {
      const found = find(section, key)
      if (!found) return undefined
      if (typeof found.value === 'object') return found.fail('is not a text.', 'Write it in quotes.')
      return String(found.value)
    },
    texts(section, key) {
      const found = find(section, key)
      if (!found) return undefined
      const list = Array.isArray(found.value) ? found.value : [found.value]
      if (list.some((item) => typeof item === 'object')) {
        return found.fail('is not a list of texts.', `Write ${key}: ["…"].`)
      }
      return list.map(String)
    },
  }
}

/** Numbers may come as text from the environment. */
export function toNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}

export function toBoolean(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value
  if (typeof value !== 'string') return undefined
  const word = value.trim().toLowerCase()
  if (['true', '1', 'yes', 'on'].includes(word)) return true
  if (['false', '0', 'no', 'off'].includes(word)) return false
  return undefined
}

/** What is within a map or a list may be a secret. */
function show(value: unknown): string {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? '[…]' : '{…}'
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
