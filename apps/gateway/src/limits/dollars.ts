const large = new Intl.NumberFormat('en-US', { maximumFractionDigits: 4, useGrouping: false })
const small = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 4, useGrouping: false })

/** US dollars for people: sums of floats have tails (0.30000000000000004) that say nothing. */
export function dollars(value: number): string {
  return (Math.abs(value) < 1 ? small : large).format(value)
}
