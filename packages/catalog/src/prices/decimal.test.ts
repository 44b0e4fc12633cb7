import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatUnits, multiplyPrice, scalePrice, sumDecimals, toDecimal } from './decimal.ts'

describe('amounts of money', () => {
  test('0.1 and 0.2 make 0.3', () => {
    expect(sumDecimals([toDecimal(0.1), toDecimal(0.2)])).toBe('0.3')
  })

  test('a price of 0.0000005 dollars times 1957 tokens is exact', () => {
    expect(formatUnits(multiplyPrice(1957, scalePrice(5e-7)))).toBe('0.0009785')
  })

  test('digits beyond the twelfth are rounded half up', () => {
    expect(toDecimal(1.5e-12)).toBe('0.000000000002')
    expect(toDecimal(4e-13)).toBe('0')
    expect(formatUnits(multiplyPrice(1, scalePrice(1e-13)))).toBe('0')
    expect(formatUnits(multiplyPrice(5, scalePrice(1e-13)))).toBe('0.000000000001')
  })

  test('whole amounts have no point, and absurd ones are capped at what the column holds', () => {
    expect(toDecimal(12)).toBe('12')
    expect(toDecimal(0)).toBe('0')
    expect(toDecimal(1e30)).toBe('999999.999999999999')
  })

  test('any sum equals the sum of its integers', () => {
    const units = fc.array(fc.integer({ min: 0, max: 10 ** 7 }), { maxLength: 20 })
    fc.assert(
      fc.property(units, (amounts) => {
        const sum = sumDecimals(amounts.map((amount) => toDecimal(amount / 1000)))
        expect(Number(sum)).toBeCloseTo(amounts.reduce((total, amount) => total + amount, 0) / 1000, 6)
      }),
    )
  })
})
