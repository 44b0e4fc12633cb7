import { type Bag, isBag } from '../events/bag.ts'
import { parsedJson } from './json-text.ts'

interface Places {
  readonly input: unknown
  readonly modelParameters: Bag | null | undefined
  readonly metadata: Bag | null | undefined
}

/**
 * Finds the tools that a model was offered, as JSON by name: in the body of a request (OpenAI, Anthropic, Gemini,
 * Bedrock), in single messages (LangGraph), among the model parameters or in the metadata, where OpenTelemetry's
 * attributes land. Of tools of one name the first counts. Undefined when there are none.
 */
export function readToolDefinitions(places: Places): Readonly<Record<string, string>> | undefined {
  const { input, modelParameters, metadata } = places
  const lists = [...listsOfRequest(input), ...listsOf(modelParameters), ...listsOfMetadata(metadata)]
  const definitions = new Map<string, string>()
  for (const tool of lists.flatMap(toolsOf)) {
    const name = nameOf(tool)
    if (name !== undefined && !definitions.has(name)) definitions.set(name, JSON.stringify(tool))
  }
  return definitions.size === 0 ? undefined : Object.fromEntries(definitions)
}

function listsOfRequest(input: unknown): unknown[] {
  if (Array.isArray(input)) return input.flatMap(listsOfMessage)
  if (!isBag(input)) return []
  const messages = Array.isArray(input.messages) ? input.messages : []
  return [...listsOf(input), ...listsOf(input.config), ...messages.flatMap(listsOfMessage)]
}

/** LangGraph puts each definition into a message of the role `tool`. */
function listsOfMessage(message: unknown): unknown[] {
  if (!isBag(message)) return []
  const { role, content, tools } = message
  const isDefinition = role === 'tool' && isBag(content) && content.type === 'function'
  return isDefinition ? [tools, [content]] : [tools]
}

function listsOf(bag: unknown): unknown[] {
  if (!isBag(bag)) return []
  const { toolConfig } = bag
  return [bag.tools, bag.functions, isBag(toolConfig) ? toolConfig.tools : undefined]
}

function listsOfMetadata(metadata: Bag | null | undefined): unknown[] {
  if (!metadata) return []
  const attributes = attributesOf(metadata)
  const request = parsedJson(attributes.model_request_parameters)
  const indexed = Object.keys(attributes).filter((name) => /^llm\.tools\.\d+\.tool\.json_schema$/.test(name))
  return [
    metadata.tools,
    attributes['ai.prompt.tools'],
    attributes['gen_ai.tool.definitions'],
    isBag(request) ? request.function_tools : undefined,
    indexed.map((name) => attributes[name]),
  ]
}

function attributesOf({ attributes }: Bag): Bag {
  if (typeof attributes !== 'string' || !/tools?[."]|model_request_parameters/.test(attributes)) return {}
  const parsed = parsedJson(attributes)
  return isBag(parsed) ? parsed : {}
}

/** The list itself and each of its tools may be JSON texts; Gemini's lists nest. */
function toolsOf(list: unknown): Bag[] {
  const entries = parsedJson(list)
  if (!Array.isArray(entries)) return []
  return entries.map(parsedJson).flatMap((tool) => {
    if (!isBag(tool)) return []
    const nested = tool.functionDeclarations ?? tool.function_declarations
    return Array.isArray(nested) ? nested.filter(isBag) : [tool]
  })
}

function nameOf(tool: Bag): string | undefined {
  const described = isBag(tool.function) ? tool.function : isBag(tool.toolSpec) ? tool.toolSpec : tool
  return typeof described.name === 'string' && described.name !== '' ? described.name : undefined
}
