/** One measured figure. `ratio` compares two measurements of the same run; absolute figures depend on the machine. */
export interface Figure {
  readonly name: string
  readonly value: string
  readonly ratio?: string
}

export function printReport(title: string, figures: readonly Figure[]): void {
  const width = Math.max(...figures.map((figure) => figure.name.length))
  console.log(`\n${title}`)
  for (const { name, value, ratio } of figures) {
    console.log(`  ${name.padEnd(width)}  ${value}${ratio === undefined ? '' : `   (${ratio})`}`)
  }
}

export const milliseconds = (value: number): string => `${value.toFixed(value < 10 ? 2 : 0)} ms`
export const microseconds = (seconds: number): string => `${(seconds * 1e6).toFixed(0)} µs`
export const perSecond = (value: number, unit: string): string =>
  `${Math.round(value).toLocaleString('en')} ${unit}/s`
export const times = (value: number): string => `×${value.toFixed(2)}`
