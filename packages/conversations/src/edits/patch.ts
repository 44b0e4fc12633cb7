import { marked } from './diff-passage.ts'
import type { DiffLine, FileChange } from './file-change.ts'

const header = /^\*\*\* (Add|Update|Delete) File: (.+?)\s*$/
const move = /^\*\*\* Move to: (.+?)\s*$/

interface Section {
  kind: FileChange['kind']
  path: string
  movedTo?: string
  hunks: DiffLine[][]
}

const kinds = { Add: 'create', Update: 'edit', Delete: 'delete' } as const

/** Whether a text holds a patch as `apply_patch` of OpenAI's agents takes it. */
export function holdsPatch(text: string): boolean {
  return /^\*\*\* Begin Patch/m.test(text)
}

/** The files that such a patch changes. Source: the grammar in the instructions of OpenAI's Codex. */
export function readPatch(text: string): FileChange[] {
  const sections: Section[] = []
  for (const line of text.split(/\r?\n/)) {
    const [, verb, path = ''] = header.exec(line) ?? []
    const section = sections.at(-1)
    const [, movedTo] = move.exec(line) ?? []
    if (verb !== undefined) sections.push({ kind: kinds[verb as keyof typeof kinds], path, hunks: [] })
    else if (!section) continue
    else if (line.startsWith('*** End Patch')) break
    else if (movedTo !== undefined) section.movedTo = movedTo
    else if (line.startsWith('@@')) section.hunks.push([])
    else if (!line.startsWith('***')) addLine(section, line)
  }
  return sections.map((section) => ({ ...section, hunks: section.hunks.filter((hunk) => hunk.length > 0) }))
}

function addLine({ hunks, kind }: Section, line: string): void {
  const first = line[0]
  const isMarked = first === '+' || first === '-' || first === ' '
  // Of an empty line that stays some models leave out the blank, too.
  if (!isMarked && (line !== '' || kind !== 'edit')) return
  if (hunks.length === 0) hunks.push([])
  hunks.at(-1)?.push(...marked(isMarked ? first : ' ', [line.slice(1)]))
}
