import type { BedrockPorts } from '../bedrock/adapter.ts'
import { createAwsAuthorizer } from '../bedrock/authorize.ts'
import { createClockCorrection } from '../bedrock/clock-skew.ts'
import { createProfiles } from '../bedrock/credentials/profiles.ts'
import { createCredentialSource } from '../bedrock/credentials/source.ts'
import { toJsonBody } from '../json/write-json.ts'
import { selfHosted } from '../openai-compatible/provider-table.ts'
import { buildBody } from '../openai-compatible/request/build-body.ts'
import { fileUrls, loadFiles } from '../openai-compatible/request/files.ts'
import { parseCompletion } from '../openai-compatible/response.ts'
import { createCompatibleDecoder } from '../openai-compatible/stream/decoder.ts'
import type {
  BuiltCall,
  HttpRequest,
  HttpResponse,
  ProviderAdapter,
  StreamDecoder,
  Target,
} from '../spec/adapter.ts'
import type { ChatRequest } from '../spec/request.ts'
import { headersParam, textParam } from '../spec/settings.ts'
import { parseSageMakerError } from './errors.ts'
import { buildGeneration, createGenerationDecoder, parseGeneration } from './generation.ts'
import { createPayloadDecoder } from './payload-decoder.ts'
import { endpointUrl, regionOf } from './settings.ts'

const SERVICE = 'sagemaker'

/** How a model in a container is asked and answers; SageMaker passes both on unread. */
interface Protocol {
  build(
    request: ChatRequest,
    target: Target,
    signal?: AbortSignal,
  ): Promise<{ readonly body: object; readonly warnings: readonly string[] }>
  parse: ProviderAdapter['parseResponse']
  decode(call: BuiltCall): StreamDecoder
}

/**
 * Endpoints of Amazon SageMaker: `sagemaker_chat/<endpoint>` speaks OpenAI's chat completions, `sagemaker/<endpoint>`
 * Hugging Face's text generation. Reads these settings of a deployment: the `aws_*` ones that Bedrock reads, `model_id`
 * (an inference component), `api_base`, `extra_headers` (or `headers`), `extra_body`.
 */
export function createSageMakerAdapter(
  name: 'sagemaker' | 'sagemaker_chat',
  ports: BedrockPorts,
): ProviderAdapter {
  const { env } = ports
  const profiles = ports.profiles ?? createProfiles(env)
  const aws = createAwsAuthorizer({
    service: SERVICE,
    takesKeys: false,
    env,
    credentials: ports.credentials ?? createCredentialSource({ now: ports.now, env }),
    clock: createClockCorrection(ports.now),
  })
  const region = (target: Target) => regionOf(target, env, profiles.regionOf)
  const protocol = name === 'sagemaker' ? generation : createChatProtocol(ports)
  return {
    name,
    describe: (target) => ({
      apiBase: endpointUrl(target, region(target), false),
      region: region(target),
      baseModel: target.model,
      supports: { promptCaching: false, tools: name === 'sagemaker_chat', reasoning: false, vision: false },
    }),
    async buildRequest(request, target, signal) {
      const { body, warnings } = await protocol.build(request, target, signal)
      const unsigned = toHttp(target, region(target), body, request)
      const headers = await aws.authorize(unsigned, target, region(target), signal)
      return { target, stream: request.stream, warnings, request: { ...unsigned, headers } }
    },
    parseResponse: protocol.parse,
    createDecoder: (call) => createPayloadDecoder(call, protocol.decode(call)),
    parseError: parseSageMakerError,
    recover(call, response: HttpResponse) {
      const { code, message } = parseSageMakerError(call, response)
      return aws.recover(call, response, `${code} ${message}`, region(call.target))
    },
  }
}

const CHAT = selfHosted('sagemaker_chat', undefined)

function createChatProtocol({ fetchMedia, newId }: BedrockPorts): Protocol {
  return {
    build: async (request, target, signal) =>
      buildBody(request, target, CHAT, await loadFiles(fileUrls(request), fetchMedia, signal)),
    parse: (call, response) => parseCompletion(call, response, newId),
    decode: (call) => createCompatibleDecoder(call, newId),
  }
}

const generation: Protocol = {
  build: async (request, target) => buildGeneration(request, target),
  parse: parseGeneration,
  decode: createGenerationDecoder,
}

function toHttp(
  target: Target,
  region: string,
  body: object,
  { stream, literals }: Pick<ChatRequest, 'stream' | 'literals'>,
): HttpRequest {
  const { params } = target
  const component = textParam(params, 'model_id')
  return {
    method: 'POST',
    url: endpointUrl(target, region, stream),
    headers: {
      ...headersParam(params.headers),
      ...headersParam(params.extra_headers),
      'content-type': 'application/json',
      ...(component ? { 'x-amzn-sagemaker-inference-component': component } : {}),
    },
    body: toJsonBody(body, literals),
  }
}
