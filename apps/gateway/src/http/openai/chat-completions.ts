import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { ChatResult } from '@kansoku/providers'
import { type CallOutcome, type ModelGroup, plan, runCall } from '@kansoku/routing'
import { startCallClock } from '../../call-clock.ts'
import type { GatewayContext } from '../../context.ts'
import { pythonText } from '../../recording/python-text.ts'
import { type Exchange, header, sendError, sendJson } from '../exchange.ts'
import { badRequest, HttpError } from '../http-error.ts'
import { readJsonObject } from '../read-body.ts'
import { type ChatExchange, finish, headOf, type Served } from './chat-exchange.ts'
import { toCompletion } from './completion.ts'
import { toAnyHttpError, toHttpError } from './errors.ts'
import { type Body, parseChatCall } from './parse-request.ts'
import { answerHeaders, baseHeaders } from './response-headers.ts'
import { streamAnswer } from './stream-answer.ts'

/** `POST /v1/chat/completions` and its older addresses. */
export async function handleChatCompletions(exchange: Exchange, context: GatewayContext): Promise<void> {
  const now = startCallClock()
  const startedAt = now()
  const callId = readCallId(exchange) ?? exchange.freshId
  const ids = { callId, requestId: exchange.givenId ?? callId }
  try {
    const caller = context.authenticate(exchange)
    if (context.isDraining())
      throw new HttpError(503, 'internal_server_error', 'The gateway is stopping.', { retryAfterSeconds: 1 })
    const sent = await readJsonObject(exchange.request, context.maxRequestBytes)
    const body: Body = exchange.params.model === undefined ? sent : { ...sent, model: exchange.params.model }
    const { headers, socket } = exchange.request
    const parsed = parseChatCall(body, headers)
    const group = context.models.resolve(parsed.model)
    if (!group) throw unknownModel(exchange.path, parsed.model)
    const responseId = `chatcmpl-${randomUUID()}`
    const record = {
      callId,
      responseId,
      caller,
      body,
      headers,
      route: exchange.path,
      clientAddress: socket.remoteAddress,
      requestedModel: parsed.model,
      startedAt,
    }
    await answerCall({ exchange, context, parsed, ids, responseId, startedAt, now, record }, group)
  } catch (error) {
    const known = toAnyHttpError(error)
    if (known.status >= 500 && !(error instanceof HttpError))
      context.log.error({ err: error, ...ids }, 'a call failed unexpectedly')
    context.instruments.calls.refused(known.status, known.type)
    if (!exchange.response.headersSent) sendError(exchange, known, baseHeaders(ids))
    else exchange.response.destroy()
  }
}

/** The client may choose the id, within what fits a header and a trace. */
function readCallId(exchange: Exchange): string | undefined {
  const given = header(exchange, 'x-litellm-call-id')
  return given !== undefined && /^[\x21-\x7e]{1,200}$/.test(given) ? given : undefined
}

async function answerCall(call: ChatExchange, group: ModelGroup): Promise<void> {
  const { context, parsed, exchange } = call
  const { reliability } = context.config
  const stages = plan(group, context.models, reliability.fallbacks, parsed.fallbacks)
  const client = watchClient(exchange)
  const outcome = await runCall(
    {
      request: parsed.request,
      override: parsed.override,
      plan: stages,
      options: { ...parsed.options, signal: client.signal },
    },
    reliability,
    {
      upstream: context.upstream,
      health: context.health,
      now: call.now,
      random: Math.random,
      sleep: async (milliseconds, signal) => {
        await delay(milliseconds, undefined, signal ? { signal } : {}).catch(() => undefined)
      },
    },
  )
  if (!outcome.ok) {
    const others = stages.general.slice(1).map((stage) => stage.group.name)
    await refuse(call, outcome, others)
  } else if (outcome.answer.kind === 'stream') await streamAnswer(call, outcome, outcome.answer.stream)
  else await answerWhole(call, outcome, outcome.answer.result)
}

type Refused = Extract<CallOutcome, { ok: false }>

async function answerWhole(call: ChatExchange, outcome: Served, result: ChatResult): Promise<void> {
  const { exchange, context } = call
  const finished = finish(call, outcome, result)
  await context.recorder.record(finished)
  const times = { startedAt: call.startedAt, now: call.now() }
  const cost = finished.served?.settlement.cost
  const headers = answerHeaders(call.ids, outcome, times, context.placeOf(outcome.deployment), cost)
  sendJson(exchange, 200, toCompletion(result, headOf(call, outcome)), headers)
}

async function refuse(call: ChatExchange, outcome: Refused, fallbacks: readonly string[]): Promise<void> {
  const { exchange, context, parsed } = call
  const { attempts, retries, error } = outcome
  await context.recorder.record({
    ...call.record,
    endedAt: call.now(),
    attempts,
    retries,
    fallbacks: outcome.fallbacks,
    error,
  })
  if (exchange.response.destroyed) return
  const suffix =
    fallbacks.length === 0
      ? ''
      : `. Received Model Group=${parsed.model}\nAvailable Model Group Fallbacks=${pythonText(fallbacks)}`
  const times = { startedAt: call.startedAt, now: call.now() }
  sendError(exchange, toHttpError(error, suffix), answerHeaders(call.ids, outcome, times, {}, undefined))
}

/** Aborts when the client goes away before it has everything. */
function watchClient({ response }: Exchange): AbortController {
  const client = new AbortController()
  response.once('close', () => {
    if (!response.writableFinished) client.abort(new Error('The client closed the connection.'))
  })
  return client
}

function unknownModel(path: string, model: string): HttpError {
  return badRequest(
    `${path}: Invalid model name passed in model=${model}. Call \`/v1/models\` to view available models for your key.`,
    'model',
  )
}
