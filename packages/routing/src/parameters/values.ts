/** A parameter of a call with a value that it cannot have. */
export class ParameterError extends Error {
  override readonly name = 'ParameterError'
  /** Name on the wire, e.g. `max_tokens`. */
  readonly parameter: string

  constructor(parameter: string, problem: string) {
    super(`${parameter} ${problem}.`)
    this.parameter = parameter
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}

export function asNumber(value: unknown, name: string): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  if (typeof number !== 'number' || !Number.isFinite(number))
    throw new ParameterError(name, 'must be a number')
  return number
}

export function asInteger(value: unknown, name: string): number {
  const number = asNumber(value, name)
  if (!Number.isInteger(number)) throw new ParameterError(name, 'must be a whole number')
  return number
}

export function asBoolean(value: unknown, name: string): boolean {
  if (value === 'true' || value === true) return true
  if (value === 'false' || value === false) return false
  throw new ParameterError(name, 'must be true or false')
}

export function asText(value: unknown, name: string): string {
  if (typeof value !== 'string') throw new ParameterError(name, 'must be a text')
  return value
}

export function asTextList(value: unknown, name: string): readonly string[] {
  if (typeof value === 'string') return [value]
  if (!Array.isArray(value)) throw new ParameterError(name, 'must be a text or a list of texts')
  return value.map((item, index) => asText(item, `${name}[${index}]`))
}
