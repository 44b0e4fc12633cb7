import type { EmbeddingProtocol, Target } from '../../spec/adapter.ts'
import type { ProviderPorts } from '../../spec/ports.ts'
import { mostInputsOfVertex, parseEmbeddings, toPredictBody } from '../embeddings.ts'
import { type ChatMethods, createGenerateMethods, type GoogleService, post } from '../generate.ts'
import type { VertexPlaces } from './places.ts'

/** `gemini/<number>` is a tuned one. */
const modelOf = ({ model }: Target): string => model.replace(/^gemini\/(?=\d+$)/, '')

/** What a count takes of a request. */
const COUNTED = ['contents', 'systemInstruction', 'tools'] as const

export function createVertexGemini(
  places: VertexPlaces,
  ports: ProviderPorts,
): ChatMethods & { readonly embeddings: EmbeddingProtocol } {
  const service: GoogleService = {
    modelOf,
    apiBaseOf: places.apiBaseOf,
    find: (target, verb, signal) =>
      places.find(target, { publisher: 'google', id: modelOf(target) }, verb, signal),
    toCountBody: (body) =>
      Object.fromEntries(COUNTED.flatMap((name) => (body[name] ? [[name, body[name]]] : []))),
  }
  return {
    ...createGenerateMethods(service, ports),
    embeddings: {
      mostInputs: ({ model }) => mostInputsOfVertex(model),
      async build(request, target, signal) {
        const http = await post(service, target, 'predict', toPredictBody(request), signal)
        return { target, stream: false, warnings: [], request: http }
      },
      parse: parseEmbeddings,
    },
  }
}
