type LabelSet<Label extends string> = Readonly<Record<Label, string>>

/**
 * Gives the same set of labels each time for the same values, in the order of the names: what is counted often is counted
 * by that object. Values are of the config and of routes, which are few.
 */
export function createLabelSets<const Label extends string>(names: readonly Label[]) {
  const known = new Map<string, LabelSet<Label>>()
  return (...values: readonly string[]): LabelSet<Label> => {
    const id = values.join('\0')
    const found = known.get(id)
    if (found) return found
    const labels = Object.fromEntries(names.map((name, index) => [name, values[index]])) as LabelSet<Label>
    known.set(id, labels)
    return labels
  }
}
