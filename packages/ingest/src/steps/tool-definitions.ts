import { type Bag, isBag } from '../events/bag.ts'

/**
 * Finds the tools that a model was offered, as JSON by name: OpenAI's and Anthropic's `tools` in the input or among
 * the model parameters, and the older `functions`. Undefined when there are none.
 */
export function readToolDefinitions(
  input: unknown,
  modelParameters: Bag | null | undefined,
): Readonly<Record<string, string>> | undefined {
  const body = isBag(input) ? input : {}
  const definitions: [string, string][] = []
  for (const value of [body.tools, body.functions, modelParameters?.tools, modelParameters?.functions]) {
    for (const tool of listOf(value)) {
      const name = nameOf(tool)
      if (name !== undefined) definitions.push([name, JSON.stringify(tool)])
    }
  }
  return definitions.length === 0 ? undefined : Object.fromEntries(definitions)
}

/** Parameters of spans may hold the list as a JSON text. */
function listOf(value: unknown): Bag[] {
  if (typeof value === 'string' && value.startsWith('[')) {
    try {
      return listOf(JSON.parse(value))
    } catch {
      return []
    }
  }
  return Array.isArray(value) ? value.filter(isBag) : []
}

function nameOf(tool: Bag): string | undefined {
  const described = isBag(tool.function) ? tool.function : isBag(tool.toolSpec) ? tool.toolSpec : tool
  return typeof described.name === 'string' && described.name !== '' ? described.name : undefined
}
