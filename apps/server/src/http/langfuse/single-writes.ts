import {
  createEvent,
  createGeneration,
  createSpan,
  createTrace,
  updateGeneration,
  updateSpan,
} from '@kansoku/contracts'
import type { Door } from '../../context.ts'
import { ingestOne } from './ingest-one.ts'
import { publicRoute } from './public-route.ts'

/** Writes of one object each, older than batches. */
export const singleWriteRoutes: Door = (context) => async (app) => {
  const creates = [
    [createTrace, 'trace-create'],
    [createSpan, 'span-create'],
    [createEvent, 'event-create'],
  ] as const
  for (const [route, type] of creates) {
    app.route(
      publicRoute(context, route, ({ body }, request) =>
        ingestOne(context, request, { type, id: body.id, body }),
      ),
    )
  }
  app.route(
    publicRoute(context, updateSpan, ({ body: { spanId: id, ...body } }, request) =>
      ingestOne(context, request, { type: 'span-update', id, body }),
    ),
  )
  app.route(
    publicRoute(context, createGeneration, ({ body }, request) =>
      ingestOne(context, request, { type: 'generation-create', id: body.id, body: withNewNames(body) }),
    ),
  )
  app.route(
    publicRoute(context, updateGeneration, ({ body: { generationId: id, ...body } }, request) =>
      ingestOne(context, request, { type: 'generation-update', id, body: withNewNames(body) }),
    ),
  )
}

function withNewNames<Body extends { prompt?: unknown; completion?: unknown }>({
  prompt,
  completion,
  ...body
}: Body) {
  return {
    ...(prompt !== undefined && { input: prompt }),
    ...(completion !== undefined && { output: completion }),
    ...body,
  }
}
