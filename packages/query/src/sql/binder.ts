/** Types of bound parameters that questions use. */
export type ParamType =
  | 'String'
  | 'Array(String)'
  | 'Float64'
  | 'Array(Float64)'
  | 'UInt8'
  | 'UInt64'
  | "DateTime64(6, 'UTC')"
  | "Array(DateTime('UTC'))"

/** Collects the parameters of one statement. Whatever a caller sent enters SQL through `bind` alone. */
export class Binder {
  readonly params: Record<string, unknown> = {}
  #count = 0

  /** Returns the placeholder to write into the statement. */
  bind(type: ParamType, value: unknown): string {
    this.#count += 1
    const name = `p${this.#count}`
    this.params[name] = value
    return `{${name}:${type}}`
  }

  text(value: string): string {
    return this.bind('String', value)
  }

  texts(value: readonly string[]): string {
    return this.bind('Array(String)', value)
  }

  number(value: number): string {
    return this.bind('Float64', value)
  }

  count(value: number): string {
    return this.bind('UInt64', value)
  }

  /** `value` is ISO 8601; digits down to the microsecond count. */
  instant(value: string): string {
    return this.bind("DateTime64(6, 'UTC')", toEngineInstant(value))
  }

  /** The distinct hours of the instants, as the sort keys hold them. */
  hours(values: readonly string[]): string {
    const hours = values.map((value) => `${toEngineInstant(value).slice(0, 13)}:00:00`)
    return this.bind("Array(DateTime('UTC'))", [...new Set(hours)])
  }
}

const earliest = Date.UTC(1970, 0, 1)
const latest = Date.UTC(2261, 11, 31)

/** ISO 8601 with any offset as `YYYY-MM-DD HH:MM:SS.ffffff` in UTC, held within what the engine can represent. */
export function toEngineInstant(iso: string): string {
  const milliseconds = Date.parse(iso)
  if (Number.isNaN(milliseconds)) throw new Error(`not an ISO 8601 instant: ${iso}`)
  const held = Math.min(Math.max(milliseconds, earliest), latest)
  const fraction = /[.,](\d+)/.exec(iso)?.[1] ?? ''
  const micros = held === milliseconds ? fraction.padEnd(6, '0').slice(0, 6) : '000000'
  return `${new Date(held).toISOString().slice(0, 19).replace('T', ' ')}.${micros}`
}
