import { z } from 'zod'

/** A value to filter by, and how many rows have it. */
export const facetRow = z.object({ facet: z.string(), value: z.string(), rows: z.number() })
export type FacetRow = z.output<typeof facetRow>

/** The hundred most frequent values of each facet, of a statement that groups rows by `facet` and `value`. */
export function mostFrequent(grouped: string): string {
  return `
  SELECT facet, value, rows FROM (${grouped})
  WHERE value != ''
  ORDER BY rows DESC, value LIMIT 100 BY facet`
}

/** Rows grouped by each of the columns, which are named by their facets. */
export function groupByEach(columns: Readonly<Record<string, string>>, rows: string): string {
  const pick = (result: (name: string, column: string) => string) => {
    const cases = Object.entries(columns).map(
      ([name, column]) => `grouping(${column}) = 0, ${result(name, column)}`,
    )
    return `multiIf(${cases.join(', ')}, '')`
  }
  return `
    SELECT ${pick((name) => `'${name}'`)} AS facet, ${pick((_, column) => `ifNull(toString(${column}), '')`)} AS value,
      count() AS rows
    ${rows} GROUP BY GROUPING SETS (${Object.values(columns)
      .map((column) => `(${column})`)
      .join(', ')})`
}

/** Values of a facet, the most frequent first. */
export function valuesOf(facet: string, rows: readonly FacetRow[]): { value: string; count: number }[] {
  return rows.filter((row) => row.facet === facet).map(({ value, rows: count }) => ({ value, count }))
}
