import { faultAt } from '../fault.ts'
import { toBoolean, toNumber } from '../fields.ts'
import type { ConfigSource } from '../source.ts'

type Values = Readonly<Record<string, unknown>>

/** One entry of `guardrails`, to be read with errors that name its line. */
export interface GuardrailEntry {
  readonly name: string
  readonly params: Values
  text(key: string): string | undefined
  number(key: string): number | undefined
  boolean(key: string): boolean | undefined
  fail(key: string, message: string, remedy: string): never
}

export function openEntry(source: ConfigSource, index: number, name: string, params: Values): GuardrailEntry {
  const fail = (key: string, message: string, remedy: string): never => {
    const path = ['guardrails', index, 'litellm_params', key]
    throw faultAt(source, path, `The guardrail "${name}": ${key} ${message}`, remedy)
  }
  const given = (key: string) => (params[key] === null ? undefined : params[key])
  return {
    name,
    params,
    fail,
    text(key) {
      const value = given(key)
      if (value === undefined || value === '') return undefined
      return typeof value === 'object' ? fail(key, 'is not a text.', 'Write it in quotes.') : String(value)
    },
    number(key) {
      const value = given(key)
      if (value === undefined) return undefined
      return toNumber(value) ?? fail(key, 'is not a number.', 'Write a number, for instance 5.')
    },
    boolean(key) {
      const value = given(key)
      if (value === undefined) return undefined
      return toBoolean(value) ?? fail(key, 'is neither true nor false.', 'Write true or false.')
    },
  }
}
