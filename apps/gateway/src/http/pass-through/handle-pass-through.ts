import { randomUUID } from 'node:crypto'
import type { Plan } from '@kansoku/routing'
import { startCallClock } from '../../call-clock.ts'
import type { GatewayContext } from '../../context.ts'
import { admitCall } from '../../limits/admit-call.ts'
import { requireRegion } from '../../limits/within-region.ts'
import { checkCallRules } from '../call/call-rules.ts'
import { toAnyHttpError } from '../call/errors.ts'
import { readCallId } from '../call/handle-call.ts'
import { headersBefore } from '../call/response-headers.ts'
import type { Exchange } from '../exchange.ts'
import { HttpError } from '../http-error.ts'
import { readBytes } from '../read-body.ts'
import { type Chosen, chooseDeployment } from './choose-deployment.ts'
import { guardedFieldsOf, promptFieldsOf, toOwnRequest, withLength } from './own-request.ts'
import { passOwnGuards } from './pass-guards.ts'
import { relay } from './relay.ts'
import type { Vendor } from './vendors.ts'

/** One request in a vendor's own words: authenticated, limited and recorded as every call, and else left alone. */
export async function handlePassThrough(
  exchange: Exchange,
  context: GatewayContext,
  vendor: Vendor,
  prefix: string,
): Promise<void> {
  const now = startCallClock()
  const startedAt = now()
  const callId = readCallId(exchange) ?? exchange.freshId
  const ids = { callId, requestId: exchange.givenId ?? callId }
  try {
    const given = vendor.keyInQuery ? (exchange.query.get('key') ?? undefined) : undefined
    const caller = context.authenticate(exchange, given)
    if (context.draining.aborted)
      throw new HttpError(503, 'internal_server_error', 'The gateway is stopping.', { retryAfterSeconds: 1 })
    const api = context.ownApis.of(vendor.provider)
    if (!api) throw new HttpError(404, 'not_found_error', `There is nothing at ${exchange.path}.`)
    const body = await readBytes(exchange.request, context.maxRequestBytes)
    const ownHeader = context.config.keyHeader
    const { request, fields, ours } = toOwnRequest(exchange, { vendor, prefix, body, ownHeader })
    const call = api.read(request)
    const { model, stream } = call
    const { headers, socket } = exchange.request
    if (model !== undefined) checkCallRules(context.config.callRules, caller, fields, headers)
    const chosen = chooseDeployment(context, { caller, vendor, api, call })
    const record = {
      callType: 'pass_through_endpoint',
      promptFields: promptFieldsOf(fields),
      callId,
      responseId: randomUUID(),
      caller,
      body: stream ? { ...fields, stream } : fields,
      headers,
      route: exchange.path,
      clientAddress: socket.remoteAddress,
      requestedModel: model ?? chosen.group.name,
      startedAt,
    }
    const guards = context.guardrails.of(
      { ...record, promptFields: guardedFieldsOf(fields) },
      [chosen],
      now,
      // Other fields are the vendor's, whatever they are called.
      { said: ours },
    )
    const sent = { ...record, body: withLength(fields), bytes: body.length }
    requireRegion(context, sent, planOf(chosen))
    const { lease } = await admitCall(context, sent, chosen.group, planOf(chosen))
    try {
      const passing = {
        ...{ exchange, context, vendor, call, guards, now, ...chosen },
        ids: { ...ids, limits: lease.headers, ...(guards ? { guardrails: guards.names } : {}) },
        record: { ...record, lease },
      }
      const passed = guards ? await passOwnGuards(passing, guards, api) : passing
      if (passed) await relay(passed)
    } finally {
      lease.release()
    }
  } catch (error) {
    const known = toAnyHttpError(error)
    if (known.status >= 500 && !(error instanceof HttpError))
      context.log.error({ err: error, ...ids }, 'a call failed unexpectedly')
    context.instruments.calls.refused(known.status, known.type)
    exchange.request.resume()
    if (!exchange.response.headersSent) vendor.sendError(exchange, known, headersBefore(ids, {}))
    else exchange.response.destroy()
  }
}

/** Who speaks to a vendor in its own words wants no other one. */
function planOf({ group }: Chosen): Plan {
  const stages = [{ group, depth: 0 }]
  return { general: stages, contextWindow: stages, contentPolicy: stages }
}
