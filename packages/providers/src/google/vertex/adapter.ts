import type { ProviderAdapter, Target } from '../../spec/adapter.ts'
import type { ProviderPorts } from '../../spec/ports.ts'
import { createGoogleAccess } from '../credentials/access.ts'
import type { ChatMethods } from '../generate.ts'
import { createGooglePassThrough } from '../pass-through.ts'
import { createVertexClaude } from './claude.ts'
import { createVertexGemini } from './gemini.ts'
import { createVertexPlaces } from './places.ts'

/**
 * Google's Vertex AI: Gemini, and Claude by its own protocol. Reads these settings of a deployment: `vertex_project`
 * (VERTEXAI_PROJECT; default: that of the credentials), `vertex_location` (VERTEXAI_LOCATION; default us-central1),
 * `vertex_credentials` (VERTEXAI_CREDENTIALS, GOOGLE_APPLICATION_CREDENTIALS), `api_base`, `extra_headers` (or
 * `headers`), `extra_body`.
 */
export function createVertexAdapter(ports: ProviderPorts): ProviderAdapter {
  const access = createGoogleAccess(ports)
  const places = createVertexPlaces(ports.env, access)
  const gemini = createVertexGemini(places, ports)
  const claude = createVertexClaude(places, ports)
  const of = (target: Target): ChatMethods => (/(?:^|\/)claude/.test(target.model) ? claude : gemini)
  return {
    name: 'vertex_ai',
    describe: (target) => ({ ...of(target).describe(target), region: places.locationOf(target) }),
    buildRequest: (request, target, signal) => of(target).buildRequest(request, target, signal),
    buildTokenCount: (request, target, signal) => of(target).buildTokenCount(request, target, signal),
    parseTokenCount: (call, response) => of(call.target).parseTokenCount(call, response),
    passThrough: createGooglePassThrough({ modelOf: modelName, ...places.own }, ports),
    tasks: gemini.tasks,
    embeddings: gemini.embeddings,
    parseResponse: (call, response) => of(call.target).parseResponse(call, response),
    createDecoder: (call) => of(call.target).createDecoder(call),
    parseError: (call, response) => of(call.target).parseError(call, response),
    recover: ({ target }, { status }) => status === 401 && access.discard(target.params),
  }
}

/** A number is a tuned one, which has an endpoint instead of a model. */
function modelName({ model }: Target): string {
  return model.replace(/^gemini\//, '')
}
