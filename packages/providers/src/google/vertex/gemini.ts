import type { ProviderAdapter, Target } from '../../spec/adapter.ts'
import type { ProviderPorts } from '../../spec/ports.ts'
import { mostInputsOfVertex, parseEmbeddings, toPredictBody } from '../embeddings.ts'
import { type ChatMethods, createGenerateMethods, type GoogleService, post } from '../generate.ts'
import { parseImages, toImageBody } from '../images.ts'
import type { VertexPlaces } from './places.ts'

/** `gemini/<number>` is a tuned one. */
const modelOf = ({ model }: Target): string => model.replace(/^gemini\/(?=\d+$)/, '')

/** What a count takes of a request. */
const COUNTED = ['contents', 'systemInstruction', 'tools'] as const

export function createVertexGemini(
  places: VertexPlaces,
  ports: ProviderPorts,
): ChatMethods & Required<Pick<ProviderAdapter, 'embeddings' | 'tasks'>> {
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
    tasks: {
      image: {
        async build(request, target, signal) {
          const http = await post(service, target, { verb: 'predict', body: toImageBody(request) }, signal)
          return { target, stream: false, warnings: [], request: http }
        },
        parse: parseImages,
      },
    },
    embeddings: {
      mostInputs: ({ model }) => mostInputsOfVertex(model),
      async build(request, target, signal) {
        const http = await post(service, target, { verb: 'predict', body: toPredictBody(request) }, signal)
        return { target, stream: false, warnings: [], request: http }
      },
      parse: parseEmbeddings,
    },
  }
}
