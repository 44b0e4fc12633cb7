import type { ChatRequest, Tool } from '../../spec/request.ts'
import { badRequest } from './bad-request.ts'
import type { Draft } from './draft.ts'
import { toGoogleSchema } from './schema.ts'

type Fields = Readonly<Record<string, unknown>>

/** Tools and their choice, and the search that OpenAI's clients ask for in another place. */
export function toolFields(request: ChatRequest, draft: Draft): Fields {
  const declared = (request.tools ?? []).map((tool) => toDeclaration(tool, draft))
  const search = request.extra?.web_search_options !== undefined
  const tools = [
    ...(declared.length > 0 ? [{ functionDeclarations: declared }] : []),
    ...(search ? [{ googleSearch: {} }] : []),
  ]
  if (request.parallelToolCalls === false && declared.length > 0) {
    draft.drop('parallel_tool_calls', 'Gemini calls as many tools at once as it likes')
  }
  const config = declared.length > 0 ? callingConfig(request, draft) : undefined
  return {
    ...(tools.length > 0 ? { tools } : {}),
    ...(config ? { toolConfig: { functionCallingConfig: config } } : {}),
  }
}

/** An object without properties is refused at the top; no parameters at all say the same. */
function toDeclaration({ name, description, parameters }: Tool, draft: Draft): Fields {
  const schema = toGoogleSchema({ type: 'object', ...parameters })
  return {
    name: draft.toolNames.toWire(name),
    ...(description?.trim() ? { description } : {}),
    ...(schema.properties === undefined ? {} : { parameters: schema }),
  }
}

function callingConfig({ toolChoice, tools }: ChatRequest, draft: Draft): Fields | undefined {
  switch (toolChoice?.type) {
    case undefined:
      return undefined
    case 'auto':
      return { mode: 'AUTO' }
    case 'none':
      return { mode: 'NONE' }
    case 'required':
      return { mode: 'ANY' }
    case 'tool':
      if (!tools?.some(({ name }) => name === toolChoice.name)) {
        throw badRequest(
          `tool_choice names "${toolChoice.name}", which is not among the tools`,
          'tool_choice',
        )
      }
      return { mode: 'ANY', allowedFunctionNames: [draft.toolNames.toWire(toolChoice.name)] }
  }
}
