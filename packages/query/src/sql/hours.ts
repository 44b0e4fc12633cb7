const HOUR = 3_600_000

/** How many rows an hour holds. */
export interface HourCount {
  readonly hour: string
  readonly rows: number
}

export interface HourStretch {
  /** First and last hour, in the order of the list. */
  readonly first: string
  readonly last: string
  /** Where the page begins, counted from the beginning of the stretch. */
  readonly offset: number
}

export function totalOf(hours: readonly HourCount[]): number {
  return hours.reduce((sum, { rows }) => sum + rows, 0)
}

/** The hours, given in the order of the list, that hold its rows `[offset, offset + limit)`. */
export function locatePage(
  hours: readonly HourCount[],
  offset: number,
  limit: number,
): HourStretch | undefined {
  let before = 0
  let stretch: HourStretch | undefined
  for (const { hour, rows } of hours) {
    if (before >= offset + limit) break
    if (stretch) stretch = { ...stretch, last: hour }
    else if (before + rows > offset) stretch = { first: hour, last: hour, offset: offset - before }
    before += rows
  }
  return stretch
}

/** Those hours as a range, as far as they lie in the given one. */
export function cutRange(
  { from, to }: { readonly from?: string | undefined; readonly to?: string | undefined },
  { first, last }: HourStretch,
): { from: string; to: string } {
  const hours = [Date.parse(first), Date.parse(last)]
  const start = new Date(Math.min(...hours))
  const end = new Date(Math.max(...hours) + HOUR)
  return {
    from: from && Date.parse(from) >= start.getTime() ? from : start.toISOString(),
    to: to && Date.parse(to) <= end.getTime() ? to : end.toISOString(),
  }
}
