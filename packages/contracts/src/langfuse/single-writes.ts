import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { entityId } from './identifiers.ts'
import { generationBody, spanBody, traceBody } from './ingestion.ts'

/**
 * Writes of one object each, older than batches and in no specification. A create without an id gets one; `prompt`
 * and `completion` are older names of a generation's `input` and `output`.
 */
const written = z.object({ id: z.string() })

const generation = generationBody.extend({
  prompt: z.unknown().optional(),
  completion: z.unknown().optional(),
})

export const createTrace = defineRoute({
  method: 'POST',
  path: '/api/public/traces',
  summary: 'Creates or updates one trace',
  body: traceBody,
  response: written,
})

export const createSpan = defineRoute({
  method: 'POST',
  path: '/api/public/spans',
  summary: 'Creates one span',
  body: spanBody,
  response: written,
})

export const updateSpan = defineRoute({
  method: 'PATCH',
  path: '/api/public/spans',
  summary: 'Updates one span',
  body: spanBody.omit({ id: true }).extend({ spanId: entityId }),
  response: written,
})

export const createGeneration = defineRoute({
  method: 'POST',
  path: '/api/public/generations',
  summary: 'Creates one generation',
  body: generation,
  response: written,
})

export const updateGeneration = defineRoute({
  method: 'PATCH',
  path: '/api/public/generations',
  summary: 'Updates one generation',
  body: generation.omit({ id: true }).extend({ generationId: entityId }),
  response: written,
})

export const createEvent = defineRoute({
  method: 'POST',
  path: '/api/public/events',
  summary: 'Creates one event',
  body: spanBody,
  response: written,
})
