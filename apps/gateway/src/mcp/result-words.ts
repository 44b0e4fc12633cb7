import { isRecord } from '@kansoku/routing'
import type { CallToolResult } from '@modelcontextprotocol/client'
import { type ChangeText, changeAll, changeFields } from '../guardrails/prompt-texts.ts'

type Part = CallToolResult['content'][number]

/** Goes through all words of what a tool gave back, in order, and makes a copy where `change` gives others. */
export function changeToolResult(result: CallToolResult, change: ChangeText): CallToolResult {
  return changeFields(result, (key, held) =>
    key === 'content' && Array.isArray(held)
      ? held.map((part: Part) => changePart(part, change))
      : changeAll(held, change),
  ) as CallToolResult
}

/** Images, sounds and files have no words that could be looked for. */
function changePart(part: Part, change: ChangeText): unknown {
  const isFile = part.type === 'image' || part.type === 'audio'
  return changeFields(part, (key, held) => {
    if (key === 'type' || (isFile && key === 'data')) return held
    if (key !== 'resource' || !isRecord(held)) return changeAll(held, change)
    return changeFields(held, (name, value) => (name === 'blob' ? value : changeAll(value, change)))
  })
}
