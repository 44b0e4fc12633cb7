import type { ToolResult } from '../messages/pair-results.ts'
import { readContent } from '../messages/parts.ts'

/** What a tool returned as text; of other things, their JSON. */
export function resultText({ output }: Pick<ToolResult, 'output'>): string {
  const parts = readContent(output)
  return parts
    .map((part) =>
      part.type === 'text' ? part.text : part.type === 'json' ? JSON.stringify(part.value) : '',
    )
    .join('\n')
}

/** How far from both ends of a result is looked: tools say at the beginning or the end that they failed. */
const reach = 1_000

const failures: readonly RegExp[] = [
  /^\s*(?:Error\b|<error>|<tool_use_error>|\[ERROR\]|ERROR:)/,
  /\bThe tool execution failed\b/,
  /\bThe user denied this operation\b/,
  /"success"\s*:\s*false/,
  /\b(?:exit(?:ed with)? code|exit status)\b[^0-9\n]{0,4}[1-9]/i,
]

/** Whether a tool says that it failed. Few APIs have a mark for it; agents write it in words. */
export function hasFailed(text: string, isError: boolean): boolean {
  if (isError) return true
  const ends = [text.slice(0, reach), text.slice(reach).slice(-reach)]
  return ends.some((end, index) => failures.slice(index).some((failure) => failure.test(end)))
}
