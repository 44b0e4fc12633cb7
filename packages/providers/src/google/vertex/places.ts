import type { Target } from '../../spec/adapter.ts'
import { ProviderError } from '../../spec/error.ts'
import { type Env, headersParam, textParam } from '../../spec/settings.ts'
import type { GoogleAccessSource } from '../credentials/access.ts'
import type { Place } from '../generate.ts'
import type { OwnPlaces } from '../pass-through.ts'
import { baseIn, baseOf, locationOf, namedProject, urlOf } from './settings.ts'

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
  /** For requests that may name project and location themselves. */
  readonly own: Pick<Required<OwnPlaces>, 'enter' | 'pathOf'>
}

const HOME = /\/projects\/[^/]+\/locations\/([^/]+)/

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
  const headersOf = ({ params }: Target, header: Readonly<Record<string, string>>) => ({
    'content-type': 'application/json',
    'accept-encoding': 'identity',
    ...header,
    ...headersParam(params.headers),
    ...headersParam(params.extra_headers),
  })
  return {
    own: {
      async enter(target, { path }, signal) {
        const { header } = await enter(target, signal)
        const location = HOME.exec(path)?.[1] ?? locationOf(target, env)
        const base = baseIn(location, target, env).replace(/\/v\d\w*$/, '')
        return { base, headers: headersOf(target, header) }
      },
      async pathOf(path, target, signal) {
        const [, version = '/v1', rest = path] = /^(\/v\d\w*)(\/.*)$/.exec(path) ?? []
        const { project } = await enter(target, signal)
        if (HOME.test(path) || !project) return `${version}${rest}`
        return `${version}/projects/${project}/locations/${locationOf(target, env)}${rest}`
      },
    },
    apiBaseOf: (target) => baseOf(target, env),
    locationOf: (target) => locationOf(target, env),
    async find(target, model, verb, signal) {
      const location = locationOf(target, env)
      const { project, header } = await enter(target, signal)
      return {
        url: urlOf(baseOf(target, env), project && { project, location }, model, verb),
        headers: headersOf(target, header),
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
