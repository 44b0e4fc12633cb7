import type { ProviderAdapter, Target } from '../spec/adapter.ts'
import { ProviderError } from '../spec/error.ts'
import type { ProviderPorts } from '../spec/ports.ts'
import { baseParam, type Env, headersParam, textEnv, textParam } from '../spec/settings.ts'
import { MOST_INPUTS_OF_GEMINI, parseEmbeddings, toBatchBody } from './embeddings.ts'
import { createGenerateMethods, type GoogleService, post, type Verb } from './generate.ts'
import { parseImages, toImageBody } from './images.ts'
import { createGooglePassThrough } from './pass-through.ts'

const DEFAULT_BASE = 'https://generativelanguage.googleapis.com'
const VERSION = 'v1beta'

/**
 * Google's Gemini API. Reads these settings of a deployment: `api_base` (GEMINI_API_BASE), `api_key` (GEMINI_API_KEY,
 * GOOGLE_API_KEY), `extra_headers` (or `headers`), `extra_body`.
 */
export function createGeminiAdapter(ports: ProviderPorts): ProviderAdapter {
  const service = createService(ports.env)
  return {
    name: 'gemini',
    ...createGenerateMethods(service, ports),
    passThrough: createGooglePassThrough(
      {
        modelOf,
        async enter(target) {
          const { headers } = await service.find(target, 'generateContent')
          return { base: baseOf(target, ports.env).replace(/\/v\d\w*(?:\/.*)?$/, ''), headers }
        },
      },
      ports,
    ),
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
      mostInputs: () => MOST_INPUTS_OF_GEMINI,
      async build(request, target, signal) {
        const body = toBatchBody(request, modelOf(target))
        const http = await post(service, target, { verb: 'batchEmbedContents', body }, signal)
        return { target, stream: false, warnings: [], request: http }
      },
      parse: parseEmbeddings,
    },
  }
}

function createService(env: Env): GoogleService {
  return {
    modelOf,
    apiBaseOf: (target) => baseOf(target, env),
    async find(target, verb) {
      const { params } = target
      const key = textParam(params, 'api_key') ?? textEnv(env, 'GEMINI_API_KEY', 'GOOGLE_API_KEY')
      if (!key && baseOf(target, env) === DEFAULT_BASE) throw noKey(target)
      return {
        url: urlOf(baseOf(target, env), modelOf(target), verb),
        headers: {
          'content-type': 'application/json',
          'accept-encoding': 'identity',
          ...(key ? { 'x-goog-api-key': key } : {}),
          ...headersParam(params.headers),
          ...headersParam(params.extra_headers),
        },
      }
    },
    toCountBody: (body, model) => ({ generateContentRequest: { model: `models/${model}`, ...body } }),
  }
}

function modelOf({ model }: Target): string {
  return model.replace(/^models\//, '')
}

function baseOf({ params }: Target, env: Env): string {
  return baseParam(params, env, 'GEMINI_API_BASE') ?? DEFAULT_BASE
}

/** A base may hold the version, and the model, already. */
function urlOf(base: string, model: string, verb: Verb): string {
  const versioned = /\/v\d\w*(?:\/|$)/.test(new URL(base).pathname) ? base : `${base}/${VERSION}`
  const place = versioned.includes('/models/') ? versioned : `${versioned}/models/${model}`
  return `${place}:${verb}${verb === 'streamGenerateContent' ? '?alt=sse' : ''}`
}

function noKey({ provider, model }: Target): ProviderError {
  return new ProviderError(
    'authentication',
    `${provider}/${model} has no key; set api_key or GEMINI_API_KEY, GOOGLE_API_KEY`,
    { provider },
  )
}
