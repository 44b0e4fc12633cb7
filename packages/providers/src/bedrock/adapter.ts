import { toJsonBody } from '../json/write-json.ts'
import type { BuiltCall, HttpRequest, ProviderAdapter, Target, TargetFacts } from '../spec/adapter.ts'
import { injectCacheMarks } from '../spec/cache-injection.ts'
import type { ProviderPorts } from '../spec/ports.ts'
import type { ChatRequest } from '../spec/request.ts'
import { headersParam } from '../spec/settings.ts'
import { createAwsAuthorizer } from './authorize.ts'
import { capabilitiesOf } from './capabilities.ts'
import { createClockCorrection } from './clock-skew.ts'
import { findConcerns } from './concerns.ts'
import { parseTokenCount, toTokenCountBody } from './count-tokens.ts'
import { createProfiles, type Profiles } from './credentials/profiles.ts'
import { type CredentialSource, createCredentialSource } from './credentials/source.ts'
import { mostInputs, parseEmbeddings, toEmbeddingBody } from './embeddings.ts'
import { parseBedrockError } from './errors.ts'
import { parseImages, toImageBody } from './images.ts'
import { createInvokedClaude, isInvokedClaude } from './invoke/claude.ts'
import { createBedrockPassThrough } from './pass-through.ts'
import { buildBody } from './request/build-body.ts'
import { loadMedia } from './request/media.ts'
import { parseRanks, toRerankBody } from './rerank.ts'
import { parseConverse } from './response.ts'
import { agentEndpoint, type BedrockSettings, readSettings } from './settings.ts'
import { createBedrockDecoder } from './stream/decoder.ts'

export interface BedrockPorts extends ProviderPorts {
  /** Default: AWS's own providers, memoised. */
  readonly credentials?: CredentialSource
  /** Default: AWS's config and credentials files. */
  readonly profiles?: Profiles
}

const SERVICE = 'bedrock'

/**
 * Amazon Bedrock through Converse and ConverseStream; Claude behind `invoke/` by its own API. Reads these settings of a
 * deployment, each of the `aws_*` ones with the environment variable of its name in capitals as fallback:
 * `aws_access_key_id`, `aws_secret_access_key`,
 * `aws_session_token`, `aws_region_name`, `aws_session_name`, `aws_profile_name`, `aws_role_name`,
 * `aws_web_identity_token`, `aws_sts_endpoint`, `aws_external_id`, `aws_bedrock_runtime_endpoint`, `api_base`,
 * `api_key` (`AWS_BEARER_TOKEN_BEDROCK`), `model_id`, `base_model`, `extra_headers`,
 * `cache_control_injection_points`.
 */
export function createBedrockAdapter(ports: BedrockPorts): ProviderAdapter {
  const profiles = ports.profiles ?? createProfiles(ports.env)
  const credentials = ports.credentials ?? createCredentialSource({ now: ports.now, env: ports.env })
  const settingsOf = (target: Target) => readSettings(target, ports.env, profiles.regionOf)
  const clock = createClockCorrection(ports.now)
  const aws = createAwsAuthorizer({ service: SERVICE, takesKeys: true, env: ports.env, credentials, clock })
  const claude = createInvokedClaude(ports)
  const post = async (sent: Sent, { target, settings, signal }: Place): Promise<HttpRequest> => {
    const unsigned = toHttp(sent, settings, target)
    const headers = await aws.authorize(unsigned, target, settings.region, signal)
    return { ...unsigned, headers }
  }
  const drawConverse = async (request: ChatRequest, { target, settings, signal }: Place) => {
    const marked = injectCacheMarks(request, target.params.cache_control_injection_points)
    const mediaOf = await loadMedia(marked, ports.fetchMedia, signal)
    return buildBody(marked, target, settings.model, mediaOf)
  }
  const invokes = ({ target }: BuiltCall) =>
    target.model.includes('invoke/') && isInvokedClaude(settingsOf(target).model)

  return {
    name: 'bedrock',
    describe: (target) => toFacts(settingsOf(target)),
    findConcerns: (target) => findConcerns(target, ports.env, profiles),
    async buildRequest(request, target, signal) {
      const place = { target, settings: settingsOf(target), signal }
      const invoked = isInvokedClaude(place.settings.model)
      const drawn = invoked ? await claude.draw(request, place) : await drawConverse(request, place)
      const { body, ...reading } = drawn
      const plain = invoked ? 'invoke' : 'converse'
      const verb = request.stream ? streamVerbs[plain] : plain
      return {
        target,
        stream: request.stream,
        request: await post({ verb, body, literals: request.literals }, place),
        ...reading,
      }
    },
    async buildTokenCount(request, target, signal) {
      const place = { target, settings: settingsOf(target), signal }
      const { body, ...reading } = await drawConverse({ ...request, stream: false }, place)
      // Models are known here by their own ids, and not by those of inference profiles.
      const id = place.settings.model.baseModel
      const { literals } = request
      const http = await post({ verb: 'count-tokens', body: toTokenCountBody(body), literals, id }, place)
      return { target, stream: false, request: http, ...reading }
    },
    parseTokenCount,
    embeddings: {
      mostInputs: (target) => mostInputs(settingsOf(target).model.baseModel),
      async build(request, target, signal) {
        const settings = settingsOf(target)
        const { body, warnings } = toEmbeddingBody(request, target, settings.model.baseModel)
        const http = await post({ verb: 'invoke', body }, { target, settings, signal })
        return { target, stream: false, request: http, warnings }
      },
      parse: parseEmbeddings,
    },
    tasks: {
      rerank: {
        async build(request, target, signal) {
          const settings = settingsOf(target)
          const place = { target, settings, signal }
          const url = `${agentEndpoint(settings.endpoint)}/rerank`
          const http = await post({ verb: 'rerank', url, body: toRerankBody(request, settings) }, place)
          return { target, stream: false, request: http, warnings: [] }
        },
        parse: parseRanks,
      },
      image: {
        async build(request, target, signal) {
          const settings = settingsOf(target)
          const body = toImageBody(request, settings.model.baseModel)
          const http = await post({ verb: 'invoke', body }, { target, settings, signal })
          return { target, stream: false, request: http, warnings: [] }
        },
        parse: parseImages,
      },
    },
    passThrough: createBedrockPassThrough(settingsOf, aws),
    parseResponse: (call, response) => (invokes(call) ? claude.parseResponse : parseConverse)(call, response),
    createDecoder: (call) => (invokes(call) ? claude.createDecoder : createBedrockDecoder)(call),
    parseError: parseBedrockError,
    recover(call: BuiltCall, response) {
      const { message, code } = parseBedrockError(call, response)
      return aws.recover(call, response, `${code} ${message}`, settingsOf(call.target).region)
    },
  }
}

const streamVerbs = { converse: 'converse-stream', invoke: 'invoke-with-response-stream' } as const

interface Place {
  readonly target: Target
  readonly settings: BedrockSettings
  readonly signal: AbortSignal | undefined
}

interface Sent {
  readonly verb:
    | 'converse'
    | 'converse-stream'
    | 'invoke'
    | 'invoke-with-response-stream'
    | 'count-tokens'
    | 'rerank'
  readonly body: object
  readonly literals?: ChatRequest['literals']
  /** Default: that of the verb at the model. */
  readonly url?: string
  /** Default: the model that is called. */
  readonly id?: string
}

function toHttp(
  { verb, body, literals, id, url }: Sent,
  { endpoint, model }: BedrockSettings,
  target: Target,
): HttpRequest {
  return {
    method: 'POST',
    url: url ?? `${endpoint}/model/${encodeURIComponent(id ?? model.id)}/${verb}`,
    headers: {
      ...headersParam(target.params.extra_headers),
      'content-type': 'application/json',
      accept: verb.endsWith('stream') ? 'application/vnd.amazon.eventstream' : 'application/json',
    },
    body: toJsonBody(body, literals),
  }
}

function toFacts({ model, region, endpoint }: BedrockSettings): TargetFacts {
  const can = capabilitiesOf(model.baseModel)
  return {
    apiBase: endpoint,
    region,
    baseModel: model.baseModel,
    supports: {
      promptCaching: can.cache.messages,
      tools: can.tools,
      reasoning: can.reasoning !== 'none',
      vision: can.vision,
    },
  }
}
