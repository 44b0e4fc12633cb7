/** An interval of numbers, closed unless it says otherwise; an absent end is open. */
export interface Bounds {
  readonly min?: number
  readonly max?: number
  /** Without the least itself. */
  readonly isAbove?: true
  /** Without the most itself. */
  readonly isBelow?: true
  /** `min..max` as it stands in an address, `>min..<max` without the ends. */
  readonly text: string
}

/** Reads `1..10`, `1..`, `..10` and `>1..<10`. Nothing, negative numbers and empty intervals give undefined. */
export function readBounds(text: string | undefined): Bounds | undefined {
  const match = /^(>?)(\d*\.?\d*)\.\.(<?)(\d*\.?\d*)$/.exec(text ?? '')
  if (!match) return undefined
  const [, above, min, below, max] = match
  return makeBounds(toNumber(min), toNumber(max), { isAbove: above === '>', isBelow: below === '<' })
}

export function makeBounds(
  min: number | undefined,
  max: number | undefined,
  { isAbove = false, isBelow = false } = {},
): Bounds | undefined {
  if (min === undefined && max === undefined) return undefined
  if (min !== undefined && max !== undefined && (min > max || (min === max && (isAbove || isBelow))))
    return undefined
  const above = isAbove && min !== undefined
  const below = isBelow && max !== undefined
  return {
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(above && { isAbove: true }),
    ...(below && { isBelow: true }),
    text: `${above ? '>' : ''}${writeNumber(min)}..${below ? '<' : ''}${writeNumber(max)}`,
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
export function writeNumber(value: number | undefined): string {
  if (value === undefined) return ''
  const text = String(value)
  return text.includes('e') ? value.toFixed(12).replace(/\.?0+$/, '') : text
}
