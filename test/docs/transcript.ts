import { notExecuted } from './command-kinds.ts'
import type { Language } from './find-documents.ts'
import type { Step } from './follow.ts'

/** What following one manual in one language came to. */
export interface Transcript {
  readonly manual: string
  readonly language: Language
  readonly steps: readonly Step[]
  /** Why it was not followed to its end. */
  readonly failure: string | undefined
}

/** What was executed, what came out and how long it took, as Markdown. */
export function writeTranscript({ manual, language, steps, failure }: Transcript): string {
  const parts = [`# ${manual} (${language})`, ...steps.map(writeStep)]
  if (failure !== undefined) parts.push(`**Failed here:**\n\n${fence('text', failure)}`)
  return `${parts.join('\n\n')}\n`
}

function writeStep({ block, printed, seconds }: Step): string {
  const commands = fence('sh', block.text)
  if (printed === undefined) return `${commands}\n\nLeft out: ${reasonFor(block.words)}.`
  const said = printed.trim() === '' ? [] : [fence('text', printed.trim())]
  return [commands, `${seconds.toFixed(1)} s`, ...said].join('\n\n')
}

/** Longer than any fence within. */
function fence(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length))
  const ticks = '`'.repeat(longest + 1)
  return `${ticks}${language}\n${text}\n${ticks}`
}

function reasonFor([word = '']: readonly string[]): string {
  return notExecuted[word] ?? word
}

/** A row for each manual: blocks of commands, those that passed, those that were left out and why, seconds. */
export function writeSummary(transcripts: readonly Transcript[]): string {
  const rows = transcripts.map(({ manual, language, steps, failure }) => {
    const executed = steps.filter(({ printed }) => printed !== undefined)
    const seconds = executed.reduce((sum, step) => sum + step.seconds, 0).toFixed(0)
    const passed = failure === undefined ? executed.length : `${executed.length}, then failed`
    return `| ${manual} | ${language} | ${steps.length} | ${passed} | ${leftOut(steps)} | ${seconds} |`
  })
  const head = '| Manual | Language | Commands | Passed | Left out | Seconds |\n|---|---|---|---|---|---|'
  return `${head}\n${rows.join('\n')}\n`
}

function leftOut(steps: readonly Step[]): string {
  const words = steps.flatMap(({ block, printed }) => (printed === undefined ? (block.words[0] ?? '') : []))
  const counts = Object.entries(Object.groupBy(words, (word) => word))
  return counts.map(([word, all]) => `${all?.length} ${word}`).join(', ') || '–'
}
