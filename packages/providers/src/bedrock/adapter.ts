import type { BuiltCall, HttpRequest, ProviderAdapter, Target, TargetFacts } from '../spec/adapter.ts'
import { injectCacheMarks } from '../spec/cache-injection.ts'
import type { ProviderPorts } from '../spec/ports.ts'
import { headersParam } from '../spec/settings.ts'
import { createAwsAuthorizer } from './authorize.ts'
import { capabilitiesOf } from './capabilities.ts'
import { createClockCorrection } from './clock-skew.ts'
import { findConcerns } from './concerns.ts'
import { createProfiles, type Profiles } from './credentials/profiles.ts'
import { type CredentialSource, createCredentialSource } from './credentials/source.ts'
import { mostInputs, parseEmbeddings, toEmbeddingBody } from './embeddings.ts'
import { parseBedrockError } from './errors.ts'
import { buildBody } from './request/build-body.ts'
import { loadMedia } from './request/media.ts'
import { parseConverse } from './response.ts'
import { type BedrockSettings, readSettings } from './settings.ts'
import { createBedrockDecoder } from './stream/decoder.ts'

export interface BedrockPorts extends ProviderPorts {
  /** Default: AWS's own providers, memoised. */
  readonly credentials?: CredentialSource
  /** Default: AWS's config and credentials files. */
  readonly profiles?: Profiles
}

const SERVICE = 'bedrock'

/**
 * Amazon Bedrock through Converse and ConverseStream. Reads these settings of a deployment, each of the `aws_*` ones
 * with the environment variable of its name in capitals as fallback: `aws_access_key_id`, `aws_secret_access_key`,
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

  return {
    name: 'bedrock',
    describe: (target) => toFacts(settingsOf(target)),
    findConcerns: (target) => findConcerns(target, ports.env, profiles),
    async buildRequest(request, target, signal) {
      const settings = settingsOf(target)
      const marked = injectCacheMarks(request, target.params.cache_control_injection_points)
      const mediaOf = await loadMedia(marked, ports.fetchMedia, signal)
      const { body, ...reading } = buildBody(marked, target, settings.model, mediaOf)
      const verb = request.stream ? 'converse-stream' : 'converse'
      const unsigned = toHttp(verb, settings, target, Buffer.from(JSON.stringify(body)))
      const headers = await aws.authorize(unsigned, target, settings.region, signal)
      return { target, stream: request.stream, request: { ...unsigned, headers }, ...reading }
    },
    embeddings: {
      mostInputs: (target) => mostInputs(settingsOf(target).model.baseModel),
      async build(request, target, signal) {
        const settings = settingsOf(target)
        const { body, warnings } = toEmbeddingBody(request, target, settings.model.baseModel)
        const unsigned = toHttp('invoke', settings, target, Buffer.from(JSON.stringify(body)))
        const headers = await aws.authorize(unsigned, target, settings.region, signal)
        return { target, stream: false, request: { ...unsigned, headers }, warnings }
      },
      parse: parseEmbeddings,
    },
    parseResponse: parseConverse,
    createDecoder: createBedrockDecoder,
    parseError: parseBedrockError,
    recover(call: BuiltCall, response) {
      const { message, code } = parseBedrockError(call, response)
      return aws.recover(call, response, `${code} ${message}`, settingsOf(call.target).region)
    },
  }
}

function toHttp(
  verb: 'converse' | 'converse-stream' | 'invoke',
  settings: BedrockSettings,
  target: Target,
  body: Uint8Array,
): HttpRequest {
  return {
    method: 'POST',
    url: `${settings.endpoint}/model/${encodeURIComponent(settings.model.id)}/${verb}`,
    headers: {
      ...headersParam(target.params.extra_headers),
      'content-type': 'application/json',
      accept: verb === 'converse-stream' ? 'application/vnd.amazon.eventstream' : 'application/json',
    },
    body,
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
