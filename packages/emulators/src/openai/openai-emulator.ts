import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { applyBeforeAnswer, type Fault, FaultPlan } from '../http/faults.ts'
import { type LoopbackServer, listenOnLoopback, readBody } from '../http/loopback-server.ts'
import { remember } from '../http/recent-calls.ts'
import { echoBrain, type ModelBrain } from '../models/conversation.ts'
import { limitReply, type ReplyLimits } from '../models/limit-reply.ts'
import { toAnswer } from './answer.ts'
import { toConversation, type WireRequest } from './conversation.ts'
import { toEmbeddings } from './embeddings.ts'
import { tasks } from './tasks.ts'

export interface OpenAiEmulatorOptions {
  /** Keys that are accepted as `Authorization: Bearer`; default `['sk-emulator']`. */
  readonly apiKeys?: readonly string[]
  /** Models that exist; default: every name. */
  readonly models?: readonly string[]
  readonly brain?: ModelBrain
  /** Pause between streamed chunks in milliseconds; default 0. */
  readonly chunkMs?: number
}

export interface OpenAiEmulator extends LoopbackServer {
  /** Bodies of the last thousand chat requests that were authenticated, in order. */
  readonly requests: readonly WireRequest[]
  readonly faults: FaultPlan
  /** How many streams the client left before their end. */
  abandonedStreams(): number
}

/** An upstream that speaks OpenAI's API under `/v1`, with faults on demand for its chat completions. */
export async function startOpenAiEmulator(options: OpenAiEmulatorOptions = {}): Promise<OpenAiEmulator> {
  const { apiKeys = ['sk-emulator'], models, brain = echoBrain, chunkMs = 0 } = options
  const requests: WireRequest[] = []
  const faults = new FaultPlan()
  let abandoned = 0

  const server = await listenOnLoopback(async (request, response) => {
    const body = await readBody(request)
    const key = request.headers.authorization?.replace(/^Bearer /, '') ?? ''
    if (!apiKeys.includes(key))
      return sendError(response, 401, 'Incorrect API key provided.', 'invalid_api_key')
    if (request.url === '/v1/models')
      return sendJson(response, 200, { object: 'list', data: (models ?? []).map(toModel) })
    if (request.url === '/v1/embeddings') return sendJson(response, 200, toEmbeddings(body))
    const task = tasks[request.url ?? '']
    if (task) return task(body, request, response)
    if (request.url !== '/v1/chat/completions')
      return sendError(response, 404, `Unknown path ${request.url}.`, null)
    const chat = parseChat(body)
    if (!chat) return sendError(response, 400, 'We could not parse the JSON body of your request.', null)
    remember(requests, chat)
    if (models && !models.includes(chat.model)) {
      return sendError(response, 404, `The model \`${chat.model}\` does not exist.`, 'model_not_found')
    }
    await answer(request, response, chat)
  })

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    chat: WireRequest,
  ): Promise<void> {
    const fault = faults.take(chat.model)
    if (fault && applyBeforeAnswer(fault, request, response)) return
    const conversation = toConversation(chat)
    const { completion, chunks } = toAnswer(
      conversation,
      limitReply(brain(conversation), limitsOf(chat)),
      chat.stream_options?.include_usage === true,
    )
    if (!chat.stream) {
      if (fault?.kind === 'slow') await delay(fault.firstChunkMs)
      return sendJson(response, 200, completion)
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    const finished = await sendStream(response, chunks, fault, chunkMs)
    if (!finished) abandoned += 1
  }

  return { ...server, requests, faults, abandonedStreams: () => abandoned }
}

/** Resolves with false when the client went away first. */
async function sendStream(
  response: ServerResponse,
  chunks: readonly object[],
  fault: Fault | undefined,
  chunkMs: number,
): Promise<boolean> {
  const pause = fault?.kind === 'slow' ? fault : { firstChunkMs: chunkMs, chunkMs }
  for (const [index, chunk] of chunks.entries()) {
    const wait = index === 0 ? pause.firstChunkMs : pause.chunkMs
    if (wait > 0) await delay(wait)
    if (response.destroyed) return false
    if (fault && 'afterChunks' in fault && index >= fault.afterChunks) {
      breakStream(response, fault)
      return true
    }
    response.write(`data: ${JSON.stringify(chunk)}\n\n`)
  }
  response.end('data: [DONE]\n\n')
  return true
}

type StreamFault = Extract<Fault, { readonly afterChunks: number }>

function breakStream(response: ServerResponse, fault: StreamFault): void {
  if (fault.kind === 'reset-in-stream') response.socket?.resetAndDestroy()
  else if (fault.kind === 'truncate') response.end()
  else if (fault.kind === 'garble') response.end('data: {"choices": [{"del\n\n')
  else {
    const type = fault.error ?? 'server_error'
    const error = { message: 'The server had an error while processing your request.', type }
    response.end(`data: ${JSON.stringify({ error })}\n\n`)
  }
}

function limitsOf({ max_completion_tokens, max_tokens, stop }: WireRequest): ReplyLimits {
  return { maxTokens: max_completion_tokens ?? max_tokens, stop: typeof stop === 'string' ? [stop] : stop }
}

function parseChat(body: Buffer): WireRequest | undefined {
  try {
    return JSON.parse(body.toString('utf8')) as WireRequest
  } catch {
    return undefined
  }
}

const toModel = (id: string) => ({ id, object: 'model', created: 1_700_000_000, owned_by: 'emulator' })

function sendError(response: ServerResponse, status: number, message: string, code: string | null): void {
  sendJson(response, status, { error: { message, type: 'invalid_request_error', param: null, code } })
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
