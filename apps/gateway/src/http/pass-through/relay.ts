import { type OwnCall, type PassedAnswer, ProviderError } from '@kansoku/providers'
import { limitsOf, NOTHING_USED, settle, type Trip } from '@kansoku/routing'
import type { GatewayContext } from '../../context.ts'
import type { FinishedCall } from '../../recording/finished-call.ts'
import type { CallIds } from '../call/call-ids.ts'
import { parseOptions } from '../call/call-options.ts'
import { toHttpError } from '../call/errors.ts'
import { headersBefore } from '../call/response-headers.ts'
import { watchClient } from '../call/watch-client.ts'
import { drained } from '../drained.ts'
import { type Exchange, type Headers, writeHead } from '../exchange.ts'
import type { Chosen } from './choose-deployment.ts'
import { toClient } from './forwarded-headers.ts'
import type { Vendor } from './vendors.ts'

interface PassingCall extends Chosen {
  readonly exchange: Exchange
  readonly context: GatewayContext
  readonly vendor: Vendor
  readonly call: OwnCall
  readonly now: () => number
  readonly ids: CallIds
  readonly record: Omit<FinishedCall, 'endedAt' | 'attempts' | 'fallbacks' | 'retries'>
}

/** Sends a request on and its answer back, byte by byte, and writes the call down before the last one. */
export async function relay(passing: PassingCall): Promise<void> {
  const { exchange, context, vendor, call, deployment, ids, now } = passing
  const client = watchClient(exchange)
  const sentAt = now()
  const trip = context.traffic.begin(deployment.id, call.stream ? 'stream' : 'whole')
  try {
    const options = { ...parseOptions({}, exchange.request.headers), signal: client.signal }
    // Files may take long as long as they keep coming.
    const untimed = call.stream || !call.reader
    const limits = limitsOf(options, deployment, context.config.reliability, untimed)
    const answer = await context.ownApis.send(deployment.target, call, limits)
    try {
      await answerWith(passing, answer, { sentAt, answeredAt: now(), trip })
    } finally {
      answer.cancel()
    }
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    trip.end({ timedOut: error.errorClass === 'timeout' })
    await writeFailure(passing, sentAt, error)
    if (exchange.response.headersSent) exchange.response.destroy()
    else vendor.sendError(exchange, toHttpError(error), headersBefore(ids, {}))
  } finally {
    trip.end()
  }
}

interface Passage {
  readonly sentAt: number
  readonly answeredAt: number
  readonly trip: Trip
}

async function answerWith(passing: PassingCall, answer: PassedAnswer, passage: Passage): Promise<void> {
  const { context, call, deployment } = passing
  if (answer.error) return answerRefusal(passing, answer, answer.error, passage)
  context.health.recordSuccess(deployment)
  if (call.reader && !call.stream) return answerWhole(passing, answer, passage)
  passage.trip.answered()
  return answerPieces(passing, answer, passage)
}

/** The vendor's own words for what is wrong. */
async function answerRefusal(
  passing: PassingCall,
  answer: PassedAnswer,
  error: ProviderError,
  { sentAt, trip }: Passage,
): Promise<void> {
  const { response } = passing.exchange
  trip.end()
  await writeFailure(passing, sentAt, error)
  const body = Buffer.concat((await answer.read()) ?? [])
  if (response.destroyed) return
  writeHead(response, answer.status, headersFor(passing, answer, undefined, body.length))
  response.end(body)
}

async function answerWhole(passing: PassingCall, answer: PassedAnswer, passage: Passage): Promise<void> {
  const { response } = passing.exchange
  const pieces: Uint8Array[] = []
  for (let read = await answer.read(); read; read = await answer.read()) pieces.push(...read)
  const cost = await writeDown(passing, answer, passage)
  if (response.destroyed) return
  const body = Buffer.concat(pieces)
  writeHead(response, answer.status, headersFor(passing, answer, cost, body.length))
  response.end(body)
}

async function answerPieces(passing: PassingCall, answer: PassedAnswer, passage: Passage): Promise<void> {
  const { response } = passing.exchange
  writeHead(response, answer.status, headersFor(passing, answer, undefined, undefined))
  response.flushHeaders()
  try {
    for (let read = await answer.read(); read; read = await answer.read()) {
      for (const piece of read) if (!response.write(piece)) await drained(response)
      if (response.destroyed) throw clientGone(passing)
    }
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    await writeDown(passing, answer, passage, error)
    response.destroy()
    return
  }
  await writeDown(passing, answer, passage)
  response.end()
}

/** Writes a call down that was answered, whole or not, and says what it cost. */
async function writeDown(
  passing: PassingCall,
  answer: PassedAnswer,
  { sentAt, answeredAt, trip }: Passage,
  broken?: ProviderError,
): Promise<number | null> {
  const { context, deployment, group, record, now } = passing
  const { result, error: unreadable } = answer.understood()
  const error = broken ?? unreadable
  const { usage } = result
  trip.end({ tokens: usage?.totalTokens ?? 0, outputTokens: usage?.outputTokens ?? 0 })
  const settlement = usage ? settle(deployment, usage) : NOTHING_USED
  const { apiBase, region } = context.placeOf(deployment)
  await context.recorder.record({
    ...record,
    endedAt: now(),
    attempts: [{ group: group.name, deployment, depth: 0, startedAt: sentAt, endedAt: answeredAt }],
    retries: 0,
    fallbacks: 0,
    served: { deployment, group: group.name, apiBase, region, answeredAt, result, settlement },
    ...(error === undefined ? {} : { error }),
  })
  return settlement.cost
}

/** What no client can bring about with a path or a header that does not exist. */
const theVendors: ReadonlySet<string> = new Set([
  'rate_limit',
  'timeout',
  'internal_server',
  'api_connection',
  'bad_gateway',
  'service_unavailable',
])

async function writeFailure(passing: PassingCall, sentAt: number, error: ProviderError): Promise<void> {
  const { context, deployment, group, record, now } = passing
  if (theVendors.has(error.errorClass))
    context.health.recordFailure(deployment, error, group.deployments.length)
  const endedAt = now()
  await context.recorder.record({
    ...record,
    endedAt,
    attempts: [{ group: group.name, deployment, depth: 0, startedAt: sentAt, endedAt, error }],
    retries: 0,
    fallbacks: 0,
    error,
  })
}

/** The vendor's headers and ours. `length`: of a body that is sent in one piece. */
function headersFor(
  { ids, deployment, group, exchange }: PassingCall,
  answer: PassedAnswer,
  cost: number | null | undefined,
  length: number | undefined,
): Headers {
  const { 'content-length': announced, ...theirs } = toClient(answer.headers)
  // Whatever comes in pieces is not over before the call is written down.
  const size = exchange.request.method === 'HEAD' ? announced : length
  return {
    ...theirs,
    ...headersBefore(ids, {}),
    'x-litellm-model-id': deployment.id,
    ...(/^[\x20-\x7e]*$/.test(group.name) ? { 'x-litellm-model-group': group.name } : {}),
    ...(cost === null || cost === undefined ? {} : { 'x-litellm-response-cost': String(cost) }),
    ...(size === undefined ? {} : { 'content-length': String(size) }),
  }
}

function clientGone({ deployment }: PassingCall): ProviderError {
  return new ProviderError('cancelled', 'The client closed the connection (499).', {
    provider: deployment.target.provider,
  })
}
