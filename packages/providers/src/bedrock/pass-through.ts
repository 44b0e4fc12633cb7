import { createMessagesReader } from '../anthropic/pass-through.ts'
import type { HttpRequest, OwnCall, OwnReader, PassThrough, Target } from '../spec/adapter.ts'
import { addressBelow } from '../spec/pass-through.ts'
import type { AwsAuthorizer } from './authorize.ts'
import { createInvokeDecoder } from './invoke/decoder.ts'
import { parseInvoked } from './invoke/response.ts'
import { type BedrockModel, baseModelOf } from './model-id.ts'
import { parseConverse } from './response.ts'
import { agentEndpoint, type BedrockSettings } from './settings.ts'
import { createBedrockDecoder } from './stream/decoder.ts'

const CALL = /^\/model\/(.+)\/(converse|converse-stream|invoke|invoke-with-response-stream|count-tokens)$/

/** What the runtime for agents serves. */
const OF_AGENTS =
  /^\/(?:knowledgebases|agents|agentAliases|flows|rerank|retrieveAndGenerate|retrieveAndGenerateStream|sessions|generateQuery|optimize-prompt)(?:\/|$)/

const converse: OwnReader = { parseResponse: parseConverse, createDecoder: createBedrockDecoder }
const messages = createMessagesReader()
const claude: OwnReader = {
  parseResponse: messages.parseResponse,
  createDecoder: (call) => createInvokeDecoder(call, messages.createDecoder(call)),
}
const invoked: OwnReader = {
  parseResponse: parseInvoked,
  createDecoder: (call) => createInvokeDecoder(call),
}

/** Bedrock's runtimes, for models and for agents, signed with the deployment's credentials. */
export function createBedrockPassThrough(
  settingsOf: (target: Target) => BedrockSettings,
  aws: AwsAuthorizer,
): PassThrough {
  /** Tokens are counted for models, and not for inference profiles of them. */
  const idIn = ({ id, baseModel }: BedrockModel, { request: { path } }: OwnCall) =>
    path.endsWith('/count-tokens') ? baseModel : id
  return {
    read(request) {
      const [, encoded, verb = ''] = CALL.exec(request.path) ?? []
      if (encoded === undefined) return { request, stream: /stream/i.test(request.path) }
      const model = decode(encoded)
      const reader = readerOf(verb, model)
      return { request, model, stream: verb.endsWith('stream'), ...(reader ? { reader } : {}) }
    },
    modelOf: (target, call) => idIn(settingsOf(target).model, call),
    async build(call, target, signal) {
      const { request } = call
      const settings = settingsOf(target)
      const base = OF_AGENTS.test(request.path) ? agentEndpoint(settings.endpoint) : settings.endpoint
      const unsigned: HttpRequest = {
        method: request.method,
        url: addressBelow(base, { ...request, path: pathFor(call, idIn(settings.model, call)) }),
        headers: request.headers,
        ...(request.body.length === 0 ? {} : { body: request.body }),
      }
      const headers = await aws.authorize(unsigned, target, settings.region, signal)
      return { ...unsigned, headers }
    },
  }
}

function readerOf(verb: string, model: string): OwnReader | undefined {
  if (verb.startsWith('converse')) return converse
  if (!verb.startsWith('invoke')) return undefined
  return baseModelOf(model).startsWith('anthropic.') ? claude : invoked
}

function pathFor({ request: { path }, model }: OwnCall, id: string): string {
  if (model === undefined || model === id) return path
  const verb = CALL.exec(path)?.[2]
  return `/model/${encodeURIComponent(id)}/${verb}`
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
