/**
 * Money is counted in integers: `Decimal(18, 12)` holds six digits before the point and twelve after it, and sums of
 * binary fractions would show as 0.30000000000000004 on an invoice.
 */
const storedDigits = 12
const workingDigits = 24

/** The largest amount that `Decimal(18, 12)` holds, in units of 10^-12. */
const largest = 10n ** 18n - 1n

/** An amount of US dollars as a decimal text without exponent, at most twelve digits after the point. */
export type Decimal = string

/** `value` × 10^`digits`, exact for the shortest decimal text of the number, digits beyond are rounded half up. */
function scale(value: number, digits: number): bigint {
  const [mantissa = '0', exponent = '0'] = value.toExponential().split('e')
  const [whole = '0', fraction = ''] = mantissa.split('.')
  const shift = digits + Number(exponent) - fraction.length
  const integer = BigInt(whole + fraction)
  return shift >= 0 ? integer * 10n ** BigInt(shift) : divideRounding(integer, 10n ** BigInt(-shift))
}

function divideRounding(dividend: bigint, divisor: bigint): bigint {
  return (dividend * 2n + divisor) / (divisor * 2n)
}

const capped = (units: Units): Units => (units > largest ? largest : units)

export function formatUnits(units: Units): Decimal {
  const text = capped(units)
    .toString()
    .padStart(storedDigits + 1, '0')
  const fraction = text.slice(-storedDigits).replace(/0+$/, '')
  const whole = text.slice(0, -storedDigits)
  return fraction === '' ? whole : `${whole}.${fraction}`
}

/** From working digits to stored ones. */
const surplus = 10n ** BigInt(workingDigits - storedDigits)
const half = surplus / 2n

/** A price per unit, kept so that products with counts stay exact. */
export type ScaledPrice = bigint

export function scalePrice(dollarsPerUnit: number): ScaledPrice {
  return scale(dollarsPerUnit, workingDigits)
}

/** An amount of US dollars in units of 10^-12. */
type Units = bigint

/** `count` units at `price`, rounded half up to twelve digits; amounts of a million dollars and more are capped. */
export function multiplyPrice(count: number, price: ScaledPrice): Units {
  return capped((BigInt(Math.trunc(count)) * price + half) / surplus)
}

/** A non-negative finite number of dollars as text; amounts of a million dollars and more are capped. */
export function toDecimal(dollars: number): Decimal {
  return formatUnits(scale(dollars, storedDigits))
}

/** The exact sum of decimal texts. */
export function sumDecimals(amounts: Iterable<Decimal>): Decimal {
  let sum = 0n
  for (const amount of amounts) {
    const [whole = '0', fraction = ''] = amount.split('.')
    sum += BigInt(whole + fraction.padEnd(storedDigits, '0'))
  }
  return formatUnits(sum)
}
