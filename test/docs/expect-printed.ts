/**
 * Compares what a manual shows with what was printed: its lines must be there in this order, others may stand between
 * them. `…` stands for anything within a line; a line of nothing but `…` for any number of lines.
 */
export function expectPrinted(shown: string, printed: string): void {
  const missing = findMissing(shown, printed)
  if (missing !== undefined)
    throw new Error(`the manual shows\n  ${missing}\nbut this was printed:\n${printed}`)
}

/** Whether `expectPrinted` would be content. */
export function isPrinted(shown: string, printed: string): boolean {
  return findMissing(shown, printed) === undefined
}

/** The first line that is shown and was not printed. */
function findMissing(shown: string, printed: string): string | undefined {
  const actual = printed.split('\n')
  let from = 0
  for (const line of shown.split('\n')) {
    if (line.trim() === '' || line.trim() === '…') continue
    const found = actual.findIndex((one, index) => index >= from && formOf(line).test(one.trim()))
    if (found === -1) return line
    from = found + 1
  }
  return undefined
}

function formOf(line: string): RegExp {
  const parts = line.trim().split('…')
  const forms = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ +/g, '\\s+'))
  return new RegExp(`^${forms.join('.*')}$`)
}
