const dayMs = 86_400_000

/** Whole days in UTC, the last one included. */
export interface Days {
  readonly start_date?: string | undefined
  readonly end_date?: string | undefined
}

/** The instants that days stand for; absent days leave the period open. */
export function periodOf({ start_date, end_date }: Days): { from?: string; to?: string } {
  const after = end_date === undefined ? undefined : new Date(Date.parse(end_date) + dayMs).toISOString()
  return {
    ...(start_date === undefined ? {} : { from: `${start_date}T00:00:00.000Z` }),
    ...(after === undefined ? {} : { to: after }),
  }
}

/** The last 30 days, today among them. */
export function lastMonth(now: Date): { from: string } {
  const first = new Date(now.getTime() - 29 * dayMs).toISOString().slice(0, 10)
  return { from: `${first}T00:00:00.000Z` }
}
