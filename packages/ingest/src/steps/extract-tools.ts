import type { Tools } from '../events/event.ts'
import type { Step } from './step.ts'
import { readToolCalls } from './tool-calls.ts'
import { readToolDefinitions } from './tool-definitions.ts'

/** What models were offered and what they called is kept apart from input and output, so that it can be filtered. */
export const extractToolsStep: Step = (event) => {
  if (event.kind !== 'observation' || event.fields.type !== 'GENERATION') return { ok: event }
  const { input, output, modelParameters } = event.fields
  const definitions = readToolDefinitions(parse(input), modelParameters)
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

/** Attributes of spans are JSON texts; only those that speak of tools are worth parsing. */
function parse(value: unknown): unknown {
  if (typeof value !== 'string') return value
  if (!/"(?:tools?|tool_calls|tool_use|function_call|functions|toolName)"/.test(value)) return undefined
  try {
    return JSON.parse(value)
  } catch {
    return undefined
  }
}
