import { findLiterals, type JsonLiterals, type ProviderError } from '@kansoku/providers'
import { type CallOptions, type Plan, plan, runCall } from '@kansoku/routing'
import { allowedModels } from '../../access/model-access.ts'
import { startCallClock } from '../../call-clock.ts'
import type { GatewayContext } from '../../context.ts'
import { admitCall } from '../../limits/admit-call.ts'
import { withinRegion } from '../../limits/within-region.ts'
import { knownBefore } from '../../recording/known-before.ts'
import { readSteering } from '../../recording/steering.ts'
import { type Exchange, header } from '../exchange.ts'
import { HttpError } from '../http-error.ts'
import { readMeasuredObject } from '../read-body.ts'
import { answerWhole, refuseAnswer } from './answer-whole.ts'
import { cachePartOf, cacheRecord } from './cache-part.ts'
import { callPorts } from './call-ports.ts'
import { checkCallRules } from './call-rules.ts'
import type { Body, Dialect, ParsedCall } from './dialect.ts'
import { toAnyHttpError } from './errors.ts'
import { findInCache } from './find-in-cache.ts'
import type { LlmCall, Served } from './llm-call.ts'
import { passGuards } from './pass-guards.ts'
import { refuse } from './refuse.ts'
import { headersBefore } from './response-headers.ts'
import { sendPieces } from './send-pieces.ts'
import { streamAnswer } from './stream-answer.ts'
import { unknownModel } from './unknown-model.ts'
import { watchClient } from './watch-client.ts'
import { wishesOf } from './wishes-of.ts'
import { withLiterals } from './with-literals.ts'

/** One call of a model from its first byte to its last, in the words of the door it came through. */
export async function handleCall(
  exchange: Exchange,
  context: GatewayContext,
  dialect: Dialect,
): Promise<void> {
  const now = startCallClock()
  const startedAt = now()
  const callId = readCallId(exchange) ?? exchange.freshId
  const ids = { callId, requestId: exchange.givenId ?? callId }
  let literals: JsonLiterals | undefined
  try {
    const caller = context.authenticate(exchange)
    if (context.draining.aborted)
      throw new HttpError(503, 'internal_server_error', 'The gateway is stopping.', { retryAfterSeconds: 1 })
    const readBody = dialect.readBody ?? readMeasuredObject
    const { value, bytes, json } = await readBody(exchange.request, context.maxRequestBytes)
    const body: Body =
      exchange.params.model === undefined ? value : { ...value, model: exchange.params.model }
    const { headers, socket } = exchange.request
    checkCallRules(context.config.callRules, caller, body, headers)
    literals = json && findLiterals(json, value)
    const parsed = withLiterals(dialect.parse(body, headers, caller), literals)
    const { model, fallbacks } = allowedModels(caller, parsed, context.models)
    const group = context.models.resolve(model)
    if (!group) throw unknownModel(exchange.path, parsed.model)
    const { callType } = dialect
    const responseId = dialect.newId()
    const record = {
      callType,
      promptFields: dialect.promptFields,
      callId,
      responseId,
      caller,
      body,
      literals,
      headers,
      route: exchange.path,
      clientAddress: socket.remoteAddress,
      requestedModel: parsed.model,
      startedAt,
      agentSession: context.agentSessions.sessionOf(
        { keyHash: caller.keyHash, endUser: userIn(parsed, body) },
        body,
      ),
      ...(parsed.endUser === undefined ? {} : { endUser: parsed.endUser }),
    }
    const wishes = wishesOf(fallbacks, caller)
    const asked = plan(group, context.models, context.config.reliability.fallbacks, wishes)
    const planned = withinRegion(context, record, asked)
    const cache = cachePartOf(context, record, parsed, group.name, planned)
    const guards = context.guardrails.of(record, Object.values(planned).flat(), now, {
      earlier: dialect.earlier?.(body, caller),
    })
    const { lease, stages } = await admitCall(
      context,
      { ...record, bytes, task: parsed.task },
      group,
      planned,
    )
    try {
      const limited = {
        ids: { ...ids, limits: lease.headers, ...(guards ? { guardrails: guards.names } : {}) },
        record: { ...record, lease, ...cacheRecord(cache) },
      }
      const call = {
        exchange,
        context,
        dialect,
        parsed,
        responseId,
        startedAt,
        now,
        cache,
        guards,
        ...limited,
      }
      if (!guards) await answer(call, stages)
      else {
        const passed = await passGuards(call, guards, stages)
        if (passed) await answer(passed.call, passed.stages)
      }
    } finally {
      lease.release()
    }
  } catch (error) {
    const known = toAnyHttpError(error)
    if (known.status >= 500 && !(error instanceof HttpError))
      context.log.error({ err: error, ...ids }, 'a call failed unexpectedly')
    context.instruments.calls.refused(known.status, known.type)
    if (!exchange.response.headersSent) dialect.sendError(exchange, known, headersBefore(ids, dialect))
    else exchange.response.destroy()
  } finally {
    literals?.release()
  }
}

function userIn({ endUser }: ParsedCall, { user }: Body): string | undefined {
  return endUser?.id ?? (typeof user === 'string' ? user : undefined)
}

/** The client may choose the id, within what fits a header and a trace. */
export function readCallId(exchange: Exchange): string | undefined {
  const given = header(exchange, 'x-litellm-call-id')
  return given !== undefined && /^[\x21-\x7e]{1,200}$/.test(given) ? given : undefined
}

async function answer(call: LlmCall, stages: Plan): Promise<void> {
  const kept = call.cache && (await findInCache(call, call.cache))
  if (kept) await answerServed(kept.call, kept.outcome)
  else await answerCall(call, stages)
}

async function answerCall(call: LlmCall, stages: Plan): Promise<void> {
  const { context, parsed, exchange } = call
  const client = watchClient(exchange)
  const { guards } = call
  const signal = guards ? AbortSignal.any([client.signal, guards.refused]) : client.signal
  const outcome = await runCall(
    {
      request: parsed.request,
      override: parsed.override,
      ...(parsed.embedding === undefined ? {} : { embedding: parsed.embedding }),
      ...(parsed.task === undefined ? {} : { task: parsed.task }),
      plan: stages,
      options: { ...parsed.options, ...steeringOf(call), signal },
    },
    context.config,
    callPorts(context, call.now),
  )
  if (!outcome.ok) {
    const others = stages.general.slice(1).map((stage) => stage.group.name)
    const refusal = guards && (await guards.refusal())
    if (refusal) await refuse(call, { ...outcome, error: refusal })
    else await refuse(call, outcome, others)
    return
  }
  await answerServed(call, outcome)
}

async function answerServed(call: LlmCall, outcome: Served): Promise<void> {
  try {
    const refusal = call.guards && (await call.guards.refusal())
    if (refusal) return await refuseServed(call, outcome, refusal)
    if (outcome.answer.kind === 'stream') return await streamAnswer(call, outcome, outcome.answer.stream)
    const { result } = outcome.answer
    if (result.body && 'pieces' in result.body) await sendPieces(call, outcome, result, result.body)
    else await answerWhole(call, outcome, result)
  } finally {
    outcome.trip.end()
  }
}

/** What was asked may not be answered after all. */
async function refuseServed(call: LlmCall, outcome: Served, refusal: ProviderError): Promise<void> {
  const { answer } = outcome
  if (answer.kind === 'stream') answer.stream.cancel()
  const nothing = { choices: [], warnings: [], upstreamHeaders: {} }
  await refuseAnswer(call, outcome, answer.kind === 'stream' ? nothing : answer.result, refusal)
}

/** Read only where they decide something; the trace reads them anyway. */
function steeringOf({ context, record }: LlmCall): Pick<CallOptions, 'tags' | 'userAgent' | 'affinity'> {
  const { tagFilter, affinity } = context.config.balancing
  if (tagFilter === 'off' && affinity === undefined) return {}
  const { body, headers, caller } = record
  const { tags, sessionId } = readSteering(body, headers, knownBefore(record))
  return {
    tags,
    ...(typeof headers['user-agent'] === 'string' ? { userAgent: headers['user-agent'] } : {}),
    affinity: { callerId: caller.keyHash, ...(sessionId === undefined ? {} : { sessionId }) },
  }
}
