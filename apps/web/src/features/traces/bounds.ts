/** An interval of numbers, closed at both ends; an absent end is open. */
export interface Bounds {
  readonly min?: number
  readonly max?: number
  /** `min..max` as it stands in an address. */
  readonly text: string
}

/** Reads `1..10`, `1..` and `..10`. Nothing, negative numbers and empty intervals give undefined. */
export function readBounds(text: string | undefined): Bounds | undefined {
  const match = /^(\d*\.?\d*)\.\.(\d*\.?\d*)$/.exec(text ?? '')
  if (!match) return undefined
  return makeBounds(toNumber(match[1]), toNumber(match[2]))
}

export function makeBounds(min: number | undefined, max: number | undefined): Bounds | undefined {
  if (min === undefined && max === undefined) return undefined
  if (min !== undefined && max !== undefined && min > max) return undefined
  return {
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    text: `${write(min)}..${write(max)}`,
  }
}

/** Reads a field that a person filled in; full-width digits of Japanese input count as digits. */
export function toNumber(text: string | undefined): number | undefined {
  const plain = (text ?? '').normalize('NFKC').trim()
  const value = Number(plain)
  return plain === '' || !Number.isFinite(value) || value < 0 ? undefined : value
}

/** Bounds of two fields; `null` when they make none: a text that is no size, or a least above the most. */
export function boundsOfFields(min: string, max: string): Bounds | undefined | null {
  const isEmpty = (text: string) => text.trim() === ''
  const [least, most] = [toNumber(min), toNumber(max)]
  if ((!isEmpty(min) && least === undefined) || (!isEmpty(max) && most === undefined)) return null
  return isEmpty(min) && isEmpty(max) ? undefined : (makeBounds(least, most) ?? null)
}

/** Never in exponent form, which an address could not tell from text. */
function write(value: number | undefined): string {
  if (value === undefined) return ''
  const text = String(value)
  return text.includes('e') ? value.toFixed(12).replace(/\.?0+$/, '') : text
}
