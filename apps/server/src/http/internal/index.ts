import { createHash, timingSafeEqual } from 'node:crypto'
import { KansokuError, shipGatewayCalls, getGatewaySnapshot as snapshotRoute } from '@kansoku/contracts'
import { getGatewaySnapshot } from '@kansoku/platform'
import type { Door } from '../../context.ts'
import { renderAppError } from '../app/errors.ts'
import { limitBodiesInMemory } from '../byte-budget.ts'
import { acceptRawBodies, readRawBody } from '../raw-body.ts'
import { ingestCalls } from './ingest-calls.ts'

/** A spool that grew while the server was down arrives in batches of up to this size. */
const callsLimitBytes = 64 * 1024 * 1024
const bodiesInMemoryBytes = 96 * 1024 * 1024

/** Control data for gateways and delivery of their calls, under the shared secret. */
export const internalDoor: Door = (context) => async (app) => {
  app.setErrorHandler(renderAppError)
  app.addHook('onRequest', async (request) => {
    requireSecret(context.config.internalSecret, request.headers.authorization)
  })
  acceptRawBodies(app)
  const budget = limitBodiesInMemory(app, bodiesInMemoryBytes)

  app.get(snapshotRoute.path, async () => snapshotRoute.response.parse(await getGatewaySnapshot(context)))

  app.post(shipGatewayCalls.path, { bodyLimit: callsLimitBytes }, async (request) => {
    const body = await readRawBody(request, budget)
    return shipGatewayCalls.response.parse(await ingestCalls(context, body))
  })
}

function requireSecret(secret: string | undefined, authorization: string | undefined): void {
  if (secret === undefined) {
    throw new KansokuError('access_denied', 'This server has no KANSOKU_INTERNAL_SECRET', {
      remedy: 'Set the same KANSOKU_INTERNAL_SECRET for server and gateway.',
    })
  }
  if (!authorization) throw new KansokuError('no_authorization_header')
  if (!timingSafeEqual(digest(authorization), digest(`Bearer ${secret}`))) {
    throw new KansokuError('invalid_credentials', 'The shared secret is not the one of this server', {
      remedy: 'Set the same KANSOKU_INTERNAL_SECRET for server and gateway.',
    })
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
