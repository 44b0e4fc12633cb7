import { type SpanContext, take } from './span-context.ts'

interface Content {
  readonly input?: unknown
  readonly output?: unknown
}

export function genkitContent(context: SpanContext): Content {
  return { input: take(context, 'genkit:input'), output: take(context, 'genkit:output') }
}

/** Google's Agent Development Kit. A call or answer that it leaves out is sent as an empty map. */
export function googleAgentContent(context: SpanContext): Content {
  const said = (name: string) => {
    const value = take(context, `gcp.vertex.agent.${name}`)
    return value === '{}' ? undefined : value
  }
  return {
    input: said('llm_request') ?? said('tool_call_args'),
    output: said('llm_response') ?? said('tool_response'),
  }
}

/** Mastra names the attributes after the kind of the span. */
export function mastraContent(context: SpanContext): Content {
  const kind = context.attributes.get('mastra.span.type')
  if (typeof kind !== 'string') return {}
  return { input: take(context, `mastra.${kind}.input`), output: take(context, `mastra.${kind}.output`) }
}
