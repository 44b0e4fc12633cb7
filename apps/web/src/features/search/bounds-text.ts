import { type Bounds, makeBounds, writeNumber } from '../traces/bounds.ts'
import type { Unit } from './fields.ts'

const factors: Readonly<Record<Unit | 'any', Readonly<Record<string, number>>>> = {
  seconds: { ms: 0.001, s: 1, m: 60, min: 60, h: 3600 },
  dollars: {},
  count: { k: 1e3, m: 1e6 },
  any: {},
}

const number = /^(-?)\$?(\d+(?:\.\d+)?|\.\d+)([a-z]*)$/

/** `1.5`, `200ms`, `$0.01`, `10k`. `any` takes negative numbers too. */
function readNumber(text: string, unit: Unit | 'any'): number | undefined {
  const [, sign, digits, suffix = ''] = number.exec(text.toLowerCase()) ?? []
  const factor = suffix === '' ? 1 : factors[unit][suffix]
  if (digits === undefined || factor === undefined || (sign === '-' && unit !== 'any')) return undefined
  // What multiplication adds behind the digits of a double is nobody's wish.
  return Number((Number(`${sign}${digits}`) * factor).toPrecision(15))
}

/** Reads `>1`, `>=1`, `<1`, `<=1`, `1`, `1..5` and `>1..<5`, in full width too; undefined when it is no range. */
export function readBoundsText(given: string, unit: Unit | 'any'): Bounds | undefined {
  const text = given.normalize('NFKC').replace(/\s/g, '')
  const [, operator, one] = /^(>=|<=|>|<|=)?(?!.*\.\.)(.+)$/.exec(text) ?? []
  if (one !== undefined) {
    const value = readNumber(one, unit)
    if (value === undefined) return undefined
    if (operator?.startsWith('>')) return makeBounds(value, undefined, { isAbove: operator === '>' })
    if (operator?.startsWith('<')) return makeBounds(undefined, value, { isBelow: operator === '<' })
    return makeBounds(value, value)
  }
  const [, above, min = '', below, max = ''] = /^(>=?)?(.*?)\.\.(<=?)?(.*)$/.exec(text) ?? []
  const [least, most] = [min, max].map((end) => (end === '' ? undefined : readNumber(end, unit)))
  if ((min !== '' && least === undefined) || (max !== '' && most === undefined)) return undefined
  return makeBounds(least, most, { isAbove: above === '>', isBelow: below === '<' })
}

/** The shortest text that reads as these bounds. */
export function writeBounds({ min, max, isAbove, isBelow }: Bounds): string {
  const [least, most] = [writeNumber(min), writeNumber(max)]
  if (max === undefined) return `${isAbove ? '>' : '>='}${least}`
  if (min === undefined) return `${isBelow ? '<' : '<='}${most}`
  return min === max ? least : `${isAbove ? '>' : ''}${least}..${isBelow ? '<' : ''}${most}`
}

/** Both of two, where that is possible; of each end the later one holds. */
export function mergeBounds(before: Bounds | undefined, next: Bounds): Bounds {
  if (!before) return next
  const least = next.min === undefined ? before : next
  const most = next.max === undefined ? before : next
  const ends = { isAbove: least.isAbove === true, isBelow: most.isBelow === true }
  return makeBounds(least.min, most.max, ends) ?? next
}
