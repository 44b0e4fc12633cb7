import type { AttributeMap } from '../otlp/attributes.ts'
import { parsedMap, type SpanContext } from './span-context.ts'

interface GenkitCall {
  readonly model: string
  readonly parameters: AttributeMap
  readonly usage: Readonly<Record<'input' | 'output' | 'total', unknown>>
}

/** Genkit has no attributes for what a call used: the name of the action, its input and its output say it. */
export function genkitCall({ attributes }: SpanContext): GenkitCall | undefined {
  const name = attributes.get('genkit:name')
  if (typeof name !== 'string' || attributes.get('genkit:metadata:subtype') !== 'model') return undefined
  const { config } = parsedMap(attributes.get('genkit:input')) ?? {}
  const { usage } = parsedMap(attributes.get('genkit:output')) ?? {}
  const { inputTokens: input, outputTokens: output, totalTokens: total } = parsedMap(usage) ?? {}
  return {
    // The name of the plugin stands before that of the model.
    model: name.slice(name.indexOf('/') + 1),
    parameters: parsedMap(config) ?? {},
    usage: { input, output, total },
  }
}
