import { integerOf } from './numbers.ts'
import type { AnyValue, KeyValue } from './request.ts'

export type AttributeValue = string | number | boolean | null | readonly AttributeValue[] | AttributeMap
export interface AttributeMap {
  readonly [key: string]: AttributeValue
}

/** Attributes by key; of equal keys the last counts. */
export type Attributes = ReadonlyMap<string, AttributeValue>

const deepest = 64

export function readAttributes(list: readonly KeyValue[] | null | undefined): Map<string, AttributeValue> {
  const attributes = new Map<string, AttributeValue>()
  for (const { key, value } of list ?? []) {
    if (typeof key === 'string' && value != null) attributes.set(key, readValue(value, 0))
  }
  return attributes
}

/** JSON lets null stand anywhere. */
function readValue(value: AnyValue | null, depth: number): AttributeValue {
  if (value === null) return null
  if (typeof value.stringValue === 'string') return value.stringValue
  if (typeof value.boolValue === 'boolean') return value.boolValue
  if (value.intValue != null) return integerOf(value.intValue)
  if (value.doubleValue != null) return Number(value.doubleValue)
  if (depth > deepest) return null
  if (value.arrayValue != null)
    return listOf(value.arrayValue.values).map((item) => readValue(item, depth + 1))
  if (value.kvlistValue != null) return readMap(value.kvlistValue.values, depth)
  return readBytes(value.bytesValue)
}

function readMap(values: readonly (KeyValue | null)[] | null | undefined, depth: number): AttributeMap {
  const entries = listOf(values).flatMap((entry) =>
    typeof entry?.key === 'string' ? [[entry.key, readValue(entry.value ?? null, depth + 1)] as const] : [],
  )
  return Object.fromEntries(entries)
}

function listOf<T>(values: readonly T[] | null | undefined): readonly T[] {
  return Array.isArray(values) ? values : []
}

function readBytes(bytes: unknown): string | null {
  if (bytes instanceof Uint8Array) return Buffer.from(bytes).toString('base64')
  return typeof bytes === 'string' ? bytes : null
}
