/** One measured figure. `ratio` compares two measurements of the same run; absolute figures depend on the machine. */
export interface Figure {
  readonly name: string
  readonly value: string
  readonly ratio?: string
}

/** Prints each figure as soon as it is there: some benches run for minutes. */
export async function printReport(
  title: string,
  figures: readonly Figure[] | AsyncIterable<Figure>,
): Promise<void> {
  console.log(`\n${title}`)
  for await (const { name, value, ratio } of figures) {
    console.log(`  ${name.padEnd(56)}  ${value}${ratio === undefined ? '' : `   (${ratio})`}`)
  }
}

export const milliseconds = (value: number): string => `${value.toFixed(value < 10 ? 2 : 0)} ms`
export const microseconds = (seconds: number): string => `${(seconds * 1e6).toFixed(0)} µs`
export const perSecond = (value: number, unit: string): string =>
  `${Math.round(value).toLocaleString('en')} ${unit}/s`
export const times = (value: number): string => `×${value.toFixed(2)}`
