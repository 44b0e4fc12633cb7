import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { getTrace, oneTrace } from './traces.ts'

/** Where an observation holds a text. */
export const searchPlaces = ['name', 'id', 'input', 'output', 'metadata', 'statusMessage'] as const

export const searchTrace = defineRoute({
  method: 'GET',
  path: `${getTrace.path}/search`,
  summary: 'Observations of a trace that hold a text, by start time',
  params: oneTrace,
  query: z.object({ text: z.string().trim().min(1).max(500) }),
  response: z.object({
    hits: z.array(z.object({ observationId: z.string(), places: z.array(z.enum(searchPlaces)) })),
    /** Whether there are more than the 1,000 that are told. */
    isCut: z.boolean(),
  }),
})

const excerpt = z.object({
  /** Null: nothing was recorded. */
  text: z.string().nullable(),
  /** Characters of the whole. */
  length: z.number(),
})
const observationExcerpts = z.object({ observationId: z.string(), input: excerpt, output: excerpt })
export type ObservationExcerpts = z.output<typeof observationExcerpts>

/** Texts as they were recorded, JSON included. */
export const getExcerpts = defineRoute({
  method: 'GET',
  path: `${getTrace.path}/excerpts`,
  summary: 'How input and output of some observations of a trace begin, in no order',
  params: oneTrace,
  query: z.object({
    id: z.union([z.string().transform((id) => [id]), z.array(z.string())]).pipe(z.array(z.string()).max(50)),
  }),
  response: z.object({ excerpts: z.array(observationExcerpts) }),
})
