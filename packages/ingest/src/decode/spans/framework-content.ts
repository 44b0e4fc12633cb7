import { parsed, type SpanContext, take } from './span-context.ts'

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

/** LiveKit's agents. Newer versions put what may hold words of people under `lk.pii.`. */
export function liveKitContent(context: SpanContext): Content {
  const said = (name: string) => take(context, `lk.pii.${name}`, `lk.${name}`)
  const text = said('response.text')
  const calls = parsed(said('response.function_calls'))
  const isCalling = Array.isArray(calls) && calls.length > 0
  return {
    input:
      said('chat_ctx') ??
      said('function_tool.arguments') ??
      said('input_text') ??
      said('user_input') ??
      said('user_transcript'),
    output: isCalling
      ? { role: 'assistant', content: text ?? null, tool_calls: calls }
      : (text ?? said('function_tool.output')),
  }
}
