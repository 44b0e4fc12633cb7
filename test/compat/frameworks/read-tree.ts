export interface TracedSpan {
  readonly id: string
  readonly parentObservationId: string | null
  readonly type: string
  readonly name: string
  readonly startTime: string
  readonly model: string | null
  readonly input: unknown
  readonly output: unknown
  readonly usageDetails: Readonly<Record<string, number>>
}

/** One line per observation, indented under its parent, in the order of their starts. */
export function readTree(observations: readonly TracedSpan[]): string[] {
  const ordered = observations.toSorted(
    (a, b) => a.startTime.localeCompare(b.startTime) || a.name.localeCompare(b.name),
  )
  const under = (parent: string | null, indent: string): string[] =>
    ordered
      .filter(({ parentObservationId }) => parentObservationId === parent)
      .flatMap(({ id, type, name }) => [`${indent}${type} ${name}`, ...under(id, `${indent}  `)])
  return under(null, '')
}
