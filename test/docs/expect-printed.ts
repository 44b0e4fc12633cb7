import { expect } from 'vitest'

/**
 * Compares what a manual shows with what was printed: its lines must be there in this order, others may stand between
 * them. `…` stands for anything within a line; a line of nothing but `…` for any number of lines.
 */
export function expectPrinted(shown: string, printed: string): void {
  const actual = printed.split('\n')
  let from = 0
  for (const line of shown.split('\n')) {
    if (line.trim() === '' || line.trim() === '…') continue
    const found = actual.findIndex((one, index) => index >= from && formOf(line).test(one.trim()))
    if (found === -1) expect.fail(`the manual shows\n  ${line}\nbut this was printed:\n${printed}`)
    from = found + 1
  }
}

function formOf(line: string): RegExp {
  const parts = line.trim().split('…')
  const forms = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ +/g, '\\s+'))
  return new RegExp(`^${forms.join('.*')}$`)
}
