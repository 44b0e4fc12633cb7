import type { Target } from '../../spec/adapter.ts'
import { ProviderError } from '../../spec/error.ts'
import { type Env, headersParam, textParam } from '../../spec/settings.ts'
import type { GoogleAccessSource } from '../credentials/access.ts'
import type { Place } from '../generate.ts'
import { baseOf, locationOf, namedProject, urlOf } from './settings.ts'

/** A model, and who made it. */
export interface VertexModel {
  readonly publisher: 'google' | 'anthropic'
  readonly id: string
}

/** Where and as whom models of Vertex are called. */
export interface VertexPlaces {
  apiBaseOf(target: Target): string
  locationOf(target: Target): string
  /** Rejects with `ProviderError` (authentication, bad_request). */
  find(target: Target, model: VertexModel, verb: string, signal?: AbortSignal): Promise<Place>
}

export function createVertexPlaces(env: Env, access: GoogleAccessSource): VertexPlaces {
  /** The project, absent where a key stands for it, and the header that opens it. */
  const enter = async (target: Target, signal?: AbortSignal) => {
    const key = textParam(target.params, 'api_key')
    const named = namedProject(target, env)
    if (key) return { project: named, header: { 'x-goog-api-key': key } }
    const { token, project = undefined } = await access.get(target.params, signal)
    if (!named && !project) throw noProject(target)
    return { project: named ?? project, header: { authorization: `Bearer ${token}` } }
  }
  return {
    apiBaseOf: (target) => baseOf(target, env),
    locationOf: (target) => locationOf(target, env),
    async find(target, model, verb, signal) {
      const location = locationOf(target, env)
      const { project, header } = await enter(target, signal)
      return {
        url: urlOf(baseOf(target, env), project && { project, location }, model, verb),
        headers: {
          'content-type': 'application/json',
          'accept-encoding': 'identity',
          ...header,
          ...headersParam(target.params.headers),
          ...headersParam(target.params.extra_headers),
        },
      }
    },
  }
}

function noProject({ provider, model }: Target): ProviderError {
  return new ProviderError(
    'bad_request',
    `${provider}/${model} needs vertex_project (or VERTEXAI_PROJECT): the credentials name none`,
    { provider, param: 'vertex_project' },
  )
}
