/** The colour of a task among those that are compared. */
export const comparedColor = (index: number) => `var(--chart-${index + 1})`
