import { type LangfuseGeneration, type LangfuseTool, startObservation } from '@langfuse/tracing'
import type { CallbackManager } from 'llamaindex'

/** Usage as OpenAI's API tells it, which LlamaIndex hands on as it came. */
interface RawAnswer {
  readonly model?: string
  readonly usage?: { readonly prompt_tokens: number; readonly completion_tokens: number }
}

/** Makes an observation of each call of a model and of each use of a tool that LlamaIndex's callbacks tell of. */
export function traceLlmCalls(callbacks: CallbackManager, model: string): void {
  const calls = new Map<string, LangfuseGeneration>()
  const tools = new Map<string, LangfuseTool>()
  callbacks.on('llm-start', ({ detail: { id, messages } }) => {
    calls.set(id, startObservation('llm', { model, input: messages }, { asType: 'generation' }))
  })
  callbacks.on('llm-end', ({ detail: { id, response } }) => {
    const { usage } = (response.raw ?? {}) as RawAnswer
    calls
      .get(id)
      ?.update({
        output: response.message,
        ...(usage && { usageDetails: { input: usage.prompt_tokens, output: usage.completion_tokens } }),
      })
      .end()
    calls.delete(id)
  })
  callbacks.on('llm-tool-call', ({ detail: { toolCall } }) => {
    tools.set(toolCall.id, startObservation(toolCall.name, { input: toolCall.input }, { asType: 'tool' }))
  })
  callbacks.on('llm-tool-result', ({ detail: { toolCall, toolResult } }) => {
    tools.get(toolCall.id)?.update({ output: toolResult.output }).end()
    tools.delete(toolCall.id)
  })
}
