import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { applyBeforeAnswer, type Fault, FaultPlan } from '../http/faults.ts'
import { type LoopbackServer, listenOnLoopback, readBody } from '../http/loopback-server.ts'
import { remember } from '../http/recent-calls.ts'
import { echoBrain, type ModelBrain } from '../models/conversation.ts'
import { limitReply } from '../models/limit-reply.ts'
import { countPrompt, type MessageEvent, toEvents, toMessage } from './answer.ts'
import { toConversation, type WireRequest } from './conversation.ts'

export interface AnthropicEmulatorOptions {
  readonly brain?: ModelBrain
}

export interface AnthropicCall {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: WireRequest
}

export interface AnthropicEmulator extends LoopbackServer {
  /** The last thousand calls that were authenticated, in order. */
  readonly calls: readonly AnthropicCall[]
  readonly faults: FaultPlan
}

const API_KEY = 'sk-ant-emulator'

/** An upstream that speaks Anthropic's messages with the key `sk-ant-emulator`, with faults on demand. */
export async function startAnthropicEmulator({
  brain = echoBrain,
}: AnthropicEmulatorOptions = {}): Promise<AnthropicEmulator> {
  const calls: AnthropicCall[] = []
  const faults = new FaultPlan()
  const server = await listenOnLoopback(async (request, response) => {
    const text = (await readBody(request)).toString('utf8')
    const { headers, url: path = '' } = request
    if (headers['x-api-key'] !== API_KEY) {
      return sendError(response, 401, 'authentication_error', 'invalid x-api-key')
    }
    if (headers['anthropic-version'] === undefined) {
      return sendError(response, 400, 'invalid_request_error', 'anthropic-version: header is required')
    }
    const body = JSON.parse(text) as WireRequest
    remember(calls, { path, headers, body })
    const conversation = toConversation(body)
    if (path === '/v1/messages/count_tokens') {
      return sendJson(response, 200, { input_tokens: countPrompt(conversation) })
    }
    if (body.max_tokens === undefined) {
      return sendError(response, 400, 'invalid_request_error', 'max_tokens: Field required')
    }
    const fault = faults.take(body.model)
    if (fault && applyBeforeAnswer(fault, request, response)) return
    const limits = { maxTokens: body.max_tokens, stop: body.stop_sequences }
    const reply = limitReply(brain(conversation), limits)
    if (body.stream) await sendEvents(response, toEvents(conversation, reply), fault)
    else sendJson(response, 200, toMessage(conversation, reply))
  })
  return { ...server, calls, faults }
}

async function sendEvents(
  response: ServerResponse,
  events: readonly MessageEvent[],
  fault: Fault | undefined,
): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  for (const [index, [type, fields]] of events.entries()) {
    if (fault?.kind === 'slow') await delay(index === 0 ? fault.firstChunkMs : fault.chunkMs)
    if (response.destroyed) return
    if (fault && 'afterChunks' in fault && index >= fault.afterChunks) return breakStream(response, fault)
    write(response, type, fields)
  }
  response.end()
}

function breakStream(response: ServerResponse, fault: Extract<Fault, { afterChunks: number }>): void {
  if (fault.kind === 'reset-in-stream') response.socket?.resetAndDestroy()
  else if (fault.kind === 'truncate') response.end()
  else if (fault.kind === 'garble') response.end('data: {"type": "content_bl\n\n')
  else {
    write(response, 'error', { error: { type: fault.error ?? 'overloaded_error', message: 'Overloaded' } })
    response.end()
  }
}

function write(response: ServerResponse, type: string, fields: object): void {
  response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...fields })}\n\n`)
}

function sendError(response: ServerResponse, status: number, type: string, message: string): void {
  sendJson(response, status, { type: 'error', error: { type, message }, request_id: 'req_emulated' })
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
