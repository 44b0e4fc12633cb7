import { awaitGatewayChange, shipGatewayCalls, getGatewaySnapshot as snapshotRoute } from '@kansoku/contracts'
import type { Door } from '../../context.ts'
import { renderAppError } from '../app/errors.ts'
import { limitBodiesInMemory } from '../byte-budget.ts'
import { parseInput } from '../parse-request.ts'
import { acceptRawBodies, readRawBody } from '../raw-body.ts'
import { requireSecret } from '../require-secret.ts'
import { ingestCalls } from './ingest-calls.ts'
import { snapshotWithSpend } from './snapshot-with-spend.ts'

/** A spool that grew while the server was down arrives in batches of up to this size. */
const callsLimitBytes = 64 * 1024 * 1024
/** Shorter than what proxies in between allow. */
const longestWaitMs = 20_000
const bodiesInMemoryBytes = 96 * 1024 * 1024

/** Control data for gateways and delivery of their calls, under the shared secret. */
export const internalDoor: Door = (context) => async (app) => {
  app.setErrorHandler(renderAppError)
  app.addHook('onRequest', async (request) => {
    requireSecret(context.config.internalSecret, request.headers.authorization)
  })
  acceptRawBodies(app)
  const budget = limitBodiesInMemory(app, bodiesInMemoryBytes)

  app.get(snapshotRoute.path, async (request) => {
    const { query } = parseInput(snapshotRoute, request)
    return snapshotRoute.response.parse(await snapshotWithSpend(context, query.budgets ?? []))
  })

  app.get(awaitGatewayChange.path, async (request) => {
    const { query } = parseInput(awaitGatewayChange, request)
    const left = new AbortController()
    request.raw.once('close', () => left.abort())
    const until = AbortSignal.any([left.signal, context.shutdown, AbortSignal.timeout(longestWaitMs)])
    return { version: await context.gatewayChanges.next(query.after, until) }
  })

  app.post(shipGatewayCalls.path, { bodyLimit: callsLimitBytes }, async (request) => {
    const body = await readRawBody(request, budget)
    return shipGatewayCalls.response.parse(await ingestCalls(context, body))
  })
}
