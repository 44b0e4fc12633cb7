import type { Tools } from '../events/event.ts'
import { parsedJson } from './json-text.ts'
import type { Step } from './step.ts'
import { readToolCalls } from './tool-calls.ts'
import { readToolDefinitions } from './tool-definitions.ts'

/** What models were offered and what they called is kept apart from input and output, so that it can be filtered. */
export const extractToolsStep: Step = (event) => {
  if (event.kind !== 'observation' || event.fields.type !== 'GENERATION') return { ok: event }
  const { input, output, modelParameters, metadata } = event.fields
  const definitions = readToolDefinitions({ input: parse(input), modelParameters, metadata })
  const calls = readToolCalls(parse(output))
  if (!definitions && calls.length === 0) return { ok: event }
  const tools: Tools = {
    ...(definitions && { definitions }),
    ...(calls.length > 0 && {
      calls: calls.map((call) => JSON.stringify(call)),
      callNames: calls.map((call) => call.name),
    }),
  }
  event.fields.tools = tools
  return { ok: event }
}

const speaksOfTools =
  /"(?:tools?|tool[-_]calls?|tool_use|toolCalls?|toolName|toolUse|toolConfig|function_?[cC]all|functions|custom_tool_call|mcp_call)"/

/** In whatever matches the expression; looking for a word takes a tenth of its time. */
const words = ['tool', 'function', 'mcp_call']

/** Attributes of spans are JSON texts; only those that speak of tools are worth parsing. */
function parse(value: unknown): unknown {
  if (typeof value !== 'string') return parsedJson(value)
  const mayMatch = words.some((word) => value.includes(word))
  return mayMatch && speaksOfTools.test(value) ? parsedJson(value) : undefined
}
