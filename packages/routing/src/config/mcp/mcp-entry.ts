import { faultAt } from '../fault.ts'
import { toBoolean, toNumber } from '../fields.ts'
import { isMap } from '../inspect.ts'
import type { ConfigSource } from '../source.ts'

/** One entry of `mcp_servers`, to be read with errors that name its line. */
export interface McpEntry {
  /** As the file has it. */
  readonly name: string
  text(key: string): string | undefined
  texts(key: string): readonly string[] | undefined
  map(key: string): Readonly<Record<string, string>>
  number(key: string): number | undefined
  boolean(key: string): boolean | undefined
  fail(key: string, message: string, remedy: string): never
}

export function openMcpEntry(
  source: ConfigSource,
  name: string,
  values: Readonly<Record<string, unknown>>,
): McpEntry {
  const fail = (key: string, message: string, remedy: string): never => {
    throw faultAt(source, ['mcp_servers', name, key], `mcp_servers.${name}.${key} ${message}`, remedy)
  }
  const given = (key: string) => (values[key] === null || values[key] === '' ? undefined : values[key])
  const text = (key: string, value: unknown) =>
    typeof value === 'object' ? fail(key, 'is not a text.', 'Write it in quotes.') : String(value)
  return {
    name,
    fail,
    text(key) {
      const value = given(key)
      return value === undefined ? undefined : text(key, value)
    },
    texts(key) {
      const value = given(key)
      if (value === undefined) return undefined
      const list: readonly unknown[] = Array.isArray(value) ? value : [value]
      if (list.some((item) => typeof item === 'object'))
        return fail(key, 'is not a list of texts.', `Write ${key}: ["…"].`)
      return list.map(String)
    },
    map(key) {
      const value = given(key)
      if (value === undefined) return {}
      if (!isMap(value)) return fail(key, 'is not a map.', `Write ${key}: {NAME: "…"}.`)
      // What stands for a variable that is not set counts as absent.
      const present = Object.entries(value).filter(([, item]) => item !== null)
      return Object.fromEntries(present.map(([item, one]) => [item, text(key, one)]))
    },
    number(key) {
      const value = given(key)
      if (value === undefined) return undefined
      return toNumber(value) ?? fail(key, 'is not a number.', 'Write a number, for instance 30.')
    },
    boolean(key) {
      const value = given(key)
      if (value === undefined) return undefined
      return toBoolean(value) ?? fail(key, 'is neither true nor false.', 'Write true or false.')
    },
  }
}
