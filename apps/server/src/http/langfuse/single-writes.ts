import { randomUUID } from 'node:crypto'
import {
  createEvent,
  createGeneration,
  createSpan,
  createTrace,
  updateGeneration,
  updateSpan,
} from '@kansoku/contracts'
import type { FastifyRequest } from 'fastify'
import type { Door } from '../../context.ts'
import type { ProjectPrincipal } from './authenticate-project.ts'
import { publicRoute } from './public-route.ts'
import { sdkOf } from './sdk-headers.ts'

interface Write {
  readonly type: string
  /** Of the object; a new one where there is none. */
  readonly id: string | null | undefined
  readonly body: object
}

/** Writes of one object each go the way of a batch of one event. */
export const singleWriteRoutes: Door = (context) => async (app) => {
  async function write({ projectId, apiKeyId }: ProjectPrincipal, request: FastifyRequest, written: Write) {
    const id = written.id ?? randomUUID()
    const event = {
      id: randomUUID(),
      type: written.type,
      timestamp: context.clock.now().toISOString(),
      body: { ...written.body, id },
    }
    const scope = { projectId, apiKeyId, source: 'API', ...sdkOf(request) } as const
    await context.ingestion.ingestEvents(scope, { batch: [event] })
    return { id }
  }

  const creates = [
    [createTrace, 'trace-create'],
    [createSpan, 'span-create'],
    [createEvent, 'event-create'],
  ] as const
  for (const [route, type] of creates) {
    app.route(
      publicRoute(context, route, ({ principal, body }, request) =>
        write(principal, request, { type, id: body.id, body }),
      ),
    )
  }
  app.route(
    publicRoute(context, updateSpan, ({ principal, body: { spanId: id, ...body } }, request) =>
      write(principal, request, { type: 'span-update', id, body }),
    ),
  )
  app.route(
    publicRoute(context, createGeneration, ({ principal, body }, request) =>
      write(principal, request, { type: 'generation-create', id: body.id, body: withNewNames(body) }),
    ),
  )
  app.route(
    publicRoute(context, updateGeneration, ({ principal, body: { generationId: id, ...body } }, request) =>
      write(principal, request, { type: 'generation-update', id, body: withNewNames(body) }),
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
