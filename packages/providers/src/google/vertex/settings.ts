import type { Target } from '../../spec/adapter.ts'
import { ProviderError } from '../../spec/error.ts'
import { type Env, isAddress, textEnv, textParam } from '../../spec/settings.ts'

const DEFAULT_LOCATION = 'us-central1'
const LOCATION_RULE = /^[a-z0-9-]+$/

/** Where a deployment is called. Throws `ProviderError` (bad_request). */
export function locationOf({ params }: Target, env: Env): string {
  return checked(
    textParam(params, 'vertex_location') ??
      textParam(params, 'vertex_ai_location') ??
      textEnv(env, 'VERTEXAI_LOCATION', 'VERTEX_LOCATION') ??
      DEFAULT_LOCATION,
  )
}

function checked(location: string): string {
  if (LOCATION_RULE.test(location)) return location
  throw new ProviderError(
    'bad_request',
    `vertex_location is "${location}"; it must be a name like us-central1 or global`,
    { provider: 'vertex_ai', param: 'vertex_location' },
  )
}

/** The project that is named; else the credentials' own counts. */
export function namedProject({ params }: Target, env: Env): string | undefined {
  return (
    textParam(params, 'vertex_project') ??
    textParam(params, 'vertex_ai_project') ??
    textEnv(env, 'VERTEXAI_PROJECT', 'VERTEX_PROJECT', 'GOOGLE_CLOUD_PROJECT')
  )
}

/** Base of the API: `api_base` (or `base_url`), VERTEXAI_API_BASE, the location's own. */
export function baseOf(target: Target, env: Env): string {
  return ownBase(target, env) ?? `https://${hostOf(locationOf(target, env))}`
}

/** The same for a location that a request names itself. Throws `ProviderError` (bad_request). */
export function baseIn(location: string, target: Target, env: Env): string {
  return ownBase(target, env) ?? `https://${hostOf(checked(location))}`
}

function ownBase({ params }: Target, env: Env): string | undefined {
  const own =
    textParam(params, 'api_base') ?? textParam(params, 'base_url') ?? textEnv(env, 'VERTEXAI_API_BASE')
  return own && isAddress(own) ? own.replace(/\/+$/, '') : undefined
}

function hostOf(location: string): string {
  if (location === 'global') return 'aiplatform.googleapis.com'
  // Locations that are whole continents.
  if (location === 'us' || location === 'eu') return `aiplatform.${location}.rep.googleapis.com`
  return `${location}-aiplatform.googleapis.com`
}

/** The address of a verb of a model: a publisher's, or (a number) an endpoint of the project's own. */
export function urlOf(
  base: string,
  home: { readonly project: string; readonly location: string } | undefined | '',
  { publisher, id }: { readonly publisher: string; readonly id: string },
  verb: string,
): string {
  const versioned = /\/v\d\w*(?:\/|$)/.test(new URL(base).pathname) ? base : `${base}/v1`
  const folder = home ? `${versioned}/projects/${home.project}/locations/${home.location}` : versioned
  const place = /^\d+$/.test(id) ? `endpoints/${id}` : `publishers/${publisher}/models/${id}`
  return `${folder}/${place}:${verb}${verb === 'streamGenerateContent' ? '?alt=sse' : ''}`
}
