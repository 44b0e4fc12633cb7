import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { AwsError, sendAwsError, validationError } from '../aws/aws-error.ts'
import { emulatorIdentity, identityFinder, type KnownIdentities } from '../aws/identity.ts'
import { authenticate } from '../aws/verify-signature.ts'
import { applyBeforeAnswer, type Fault, FaultPlan } from '../http/faults.ts'
import { type LoopbackServer, listenOnLoopback, readBody } from '../http/loopback-server.ts'
import { remember } from '../http/recent-calls.ts'
import { echoBrain, estimateTokens, type ModelBrain, type ModelReply } from '../models/conversation.ts'
import { limitReply } from '../models/limit-reply.ts'
import { toBody, toEvents } from './answer.ts'
import { toConversation } from './conversation.ts'
import { answerInvocation } from './invoke.ts'
import { findAbilities, isBareModel, type ModelAbilities } from './model-abilities.ts'
import { type InputTokens, PromptCache } from './prompt-cache.ts'
import { sendEvents } from './send-events.ts'
import { validateRequest } from './validate-request.ts'
import type { ConverseRequest, ConverseUsage } from './wire.ts'

export interface BedrockEmulatorOptions {
  /** Who may call, or how to find out; default one identity, `emulatorIdentity`. */
  readonly identities?: KnownIdentities
  readonly bearerKeys?: readonly string[]
  readonly brain?: ModelBrain
  /** Pause between stream events in milliseconds; default 0. */
  readonly chunkMs?: number
  /** Milliseconds since the epoch, for signatures and the prompt cache; default the system clock. */
  readonly now?: () => number
}

type Operation = 'converse' | 'invoke' | 'count-tokens'

export interface BedrockCall {
  readonly modelId: string
  readonly operation: Operation
  readonly stream: boolean
  readonly accessKeyId: string | undefined
  readonly body: ConverseRequest
}

export interface BedrockEmulator extends LoopbackServer {
  /** The last thousand calls whose signature was right, in order. */
  readonly calls: readonly BedrockCall[]
  readonly faults: FaultPlan
  /** How many streams the client left before their end. */
  abandonedStreams(): number
}

/** Bedrock Runtime: Converse and, for Claude, InvokeModel, streamed or not, and CountTokens, with signatures, validation, prompt caching and faults on demand. */
export async function startBedrockEmulator(options: BedrockEmulatorOptions = {}): Promise<BedrockEmulator> {
  const {
    identities = [emulatorIdentity],
    bearerKeys = [],
    brain = echoBrain,
    chunkMs = 0,
    now = Date.now,
  } = options
  const findIdentity = identityFinder(identities)
  const calls: BedrockCall[] = []
  const faults = new FaultPlan()
  const cache = new PromptCache(now)
  let abandoned = 0

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request)
    authenticate(request, body, { findIdentity, bearerKeys, now, service: 'bedrock' })
    const call = parseCall(request, body)
    remember(calls, call)
    const fault = faults.take(call.modelId)
    if (fault?.kind === 'status' && fault.body === undefined) throw toAwsError(fault.status)
    if (fault && applyBeforeAnswer(fault, request, response)) return
    const abilities = findAbilities(call.modelId)
    if (!abilities) throw validationError('The provided model identifier is invalid.')
    if (call.operation === 'count-tokens') return sendCount(response, call)
    if (abilities.profileOnly && isBareModel(call.modelId))
      throw validationError(onDemandMessage(call.modelId))
    if (call.operation === 'invoke') {
      if (!(await answerInvocation(response, call, brain, { fault, chunkMs }))) abandoned += 1
      return
    }
    await converse(response, call, abilities, fault)
  }

  async function converse(
    response: ServerResponse,
    call: BedrockCall,
    abilities: ModelAbilities,
    fault: Fault | undefined,
  ): Promise<void> {
    validateRequest(call.body, abilities)
    const tokens = cache.count(call.modelId, call.body, abilities.minCacheTokens)
    if (tokens.input + tokens.cacheRead + tokens.cacheWrite > abilities.contextTokens) {
      throw validationError('Input is too long for requested model.')
    }
    const { maxTokens, stopSequences: stop } = call.body.inferenceConfig ?? {}
    const said = limitReply(brain(toConversation(call.modelId, call.body)), { maxTokens, stop })
    const reply = withReasoning(said, call.body, abilities.thinking)
    const usage = countUsage(tokens, reply)
    if (call.stream) {
      response.writeHead(200, { 'content-type': 'application/vnd.amazon.eventstream' })
      if (!(await sendEvents(response, toEvents(reply, usage, 1), fault, chunkMs))) abandoned += 1
      return
    }
    if (fault?.kind === 'slow') await delay(fault.firstChunkMs)
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify(toBody(reply, usage, 1)))
  }

  const server = await listenOnLoopback((request, response) =>
    serve(request, response).catch((error: unknown) => {
      if (!(error instanceof AwsError)) throw error
      sendAwsError(response, error, error.status === 429 ? { 'retry-after': '1' } : {})
    }),
  )
  return { ...server, calls, faults, abandonedStreams: () => abandoned }
}

function parseCall(request: IncomingMessage, body: Buffer): BedrockCall {
  const [, model = '', verb] =
    /^\/model\/([^/]+)\/(converse|converse-stream|invoke|invoke-with-response-stream|count-tokens)$/.exec(
      request.url ?? '',
    ) ?? []
  if (!verb || request.method !== 'POST')
    throw new AwsError(404, 'UnknownOperationException', 'Unknown operation')
  const accessKeyId = /Credential=([^/]+)/.exec(request.headers.authorization ?? '')?.[1]
  try {
    const parsed = JSON.parse(body.toString('utf8')) as ConverseRequest
    return {
      modelId: decodeURIComponent(model),
      operation: verb.replace(/-(?:with-response-)?stream$/, '') as Operation,
      stream: verb.endsWith('stream'),
      accessKeyId,
      body: parsed,
    }
  } catch {
    throw new AwsError(400, 'SerializationException', 'The request body is not valid JSON.')
  }
}

/** CountTokens knows models, and no inference profiles of them. */
function sendCount(response: ServerResponse, { modelId, body }: BedrockCall): void {
  if (!isBareModel(modelId)) throw validationError("The provided model doesn't support counting tokens.")
  const { input } = body as { input?: { converse?: ConverseRequest } }
  const inputTokens = estimateTokens(JSON.stringify(input?.converse?.messages ?? []))
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ inputTokens }))
}

const onDemandMessage = (modelId: string) =>
  `Invocation of model ID ${modelId} with on-demand throughput isn’t supported. Retry your request with the ID or ARN of an inference profile that contains this model.`

const statusErrors: Readonly<Record<number, readonly [type: string, message: string]>> = {
  403: ['AccessDeniedException', "You don't have access to the model with the specified model ID."],
  408: ['ModelTimeoutException', 'The model took too long to answer.'],
  424: ['ModelErrorException', 'The model had an error while processing the request.'],
  429: ['ThrottlingException', 'Too many requests, please wait before trying again.'],
  503: ['ServiceUnavailableException', 'Bedrock is unable to process your request.'],
}

function toAwsError(status: Extract<Fault, { kind: 'status' }>['status']): AwsError {
  const [type, message] = statusErrors[status] ?? [
    'InternalServerException',
    'The system encountered an unexpected error.',
  ]
  return new AwsError(status, type, message)
}

function withReasoning(
  reply: ModelReply,
  request: ConverseRequest,
  thinking: 'never' | 'on-request' | 'always',
): ModelReply {
  const asked = request.additionalModelRequestFields?.thinking?.type === 'enabled'
  const thinks = thinking === 'always' || (thinking === 'on-request' && asked)
  const { reasoning = 'The user wants an answer; I will give a short one.', ...rest } = reply
  return thinks ? { ...rest, reasoning } : rest
}

function countUsage(tokens: InputTokens, reply: ModelReply): ConverseUsage {
  const said =
    (reply.reasoning ?? '') +
    reply.text +
    reply.toolCalls.map((call) => call.name + JSON.stringify(call.input)).join('')
  const inputTokens = reply.usage?.inputTokens ?? tokens.input
  const outputTokens = reply.usage?.outputTokens ?? estimateTokens(said)
  return {
    inputTokens,
    outputTokens,
    totalTokens: inputTokens + outputTokens + tokens.cacheRead + tokens.cacheWrite,
    cacheReadInputTokens: tokens.cacheRead,
    cacheWriteInputTokens: tokens.cacheWrite,
  }
}
