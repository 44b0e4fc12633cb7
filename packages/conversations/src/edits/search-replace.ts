import { diffPassage } from './diff-passage.ts'
import type { DiffLine } from './file-change.ts'

type Side = 'outside' | 'search' | 'replace'

const begins = /^(?:-{3,} ?SEARCH>?|<{3,} ?(?:SEARCH|ORIGINAL)>?)\s*$/
const divides = /^={3,}\s*$/
const ends = /^(?:\+{3,} ?REPLACE>?|>{3,} ?(?:REPLACE|UPDATED)>?)\s*$/
/** Of Roo: where the passage begins, before a rule. */
const place = /^:(?:start|end)_line:\s*\d+\s*$/
const rule = /^-{5,}\s*$/

/** Blocks of SEARCH and REPLACE as hunks, in every spelling that Cline and its descendants take. */
export function readSearchReplace(text: string): DiffLine[][] {
  const hunks: DiffLine[][] = []
  let side: Side = 'outside'
  let search: string[] = []
  let replace: string[] = []
  const close = () => {
    if (side !== 'outside') hunks.push(diffPassage(search.join('\n'), replace.join('\n')))
    side = 'outside'
    search = []
    replace = []
  }
  for (const line of text.split(/\r?\n/)) {
    if (side !== 'replace' && begins.test(line)) {
      close()
      side = 'search'
    } else if (side === 'search' && divides.test(line)) side = 'replace'
    else if (side !== 'outside' && ends.test(line)) close()
    else if (side === 'search' && !isPlace(line, search)) search.push(line)
    else if (side === 'replace') replace.push(line)
  }
  // An answer may be cut off in the middle of a block.
  close()
  return hunks
}

function isPlace(line: string, before: readonly string[]): boolean {
  return before.length === 0 && (place.test(line) || rule.test(line))
}
