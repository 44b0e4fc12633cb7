import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { optionalId } from './identifiers.ts'

export const scoreDataTypes = ['NUMERIC', 'CATEGORICAL', 'BOOLEAN', 'TEXT', 'CORRECTION'] as const
export type ScoreDataType = (typeof scoreDataTypes)[number]

/**
 * What creates or overwrites a score, in a batch and in `POST /api/public/scores`. Without `dataType` a number is
 * NUMERIC and a text CATEGORICAL. `true` and `false`, which evaluators in JavaScript return, mean 1 and 0. Who writes through the API is `API` or `ANNOTATION`; `EVAL` is the server's own.
 */
export const scoreBody = z
  .object({
    id: optionalId,
    name: z.string().min(1),
    value: z.union([z.number(), z.string(), z.boolean().transform(Number)]),
    dataType: z.enum(scoreDataTypes).nullish(),
    traceId: optionalId,
    observationId: optionalId,
    sessionId: optionalId,
    datasetRunId: optionalId,
    configId: optionalId,
    queueId: optionalId,
    source: z.enum(['API', 'ANNOTATION']).nullish(),
    comment: z.string().nullish(),
    metadata: z.unknown().optional(),
    environment: z.unknown().optional(),
  })
  .superRefine((score, context) => {
    for (const { path, message } of faults(score)) context.addIssue({ code: 'custom', path: [path], message })
    const expected = expectedValue(score.dataType)
    const received = typeof score.value
    if (expected && received !== expected) {
      context.addIssue({ code: 'invalid_type', expected, input: score.value, path: ['value'] })
    }
  })
export type ScoreBody = z.output<typeof scoreBody>

export const createScore = defineRoute({
  method: 'POST',
  path: '/api/public/scores',
  summary: 'Creates or overwrites a score; what cannot be stored is refused at once',
  body: scoreBody,
  response: z.object({ id: z.string() }),
  auth: 'scores',
})

interface Subject {
  readonly value: number | string
  readonly dataType?: ScoreDataType | null | undefined
  readonly traceId?: string | null | undefined
  readonly observationId?: string | null | undefined
  readonly sessionId?: string | null | undefined
  readonly datasetRunId?: string | null | undefined
  readonly configId?: string | null | undefined
  readonly source?: 'API' | 'ANNOTATION' | null | undefined
}

function faults(score: Subject): { path: string; message: string }[] {
  const found: { path: string; message: string }[] = []
  const subjects = [score.traceId, score.sessionId, score.datasetRunId].filter((id) => id != null)
  if (subjects.length !== 1) {
    found.push({ path: 'traceId', message: 'Provide exactly one of traceId, sessionId and datasetRunId' })
  }
  if (score.observationId != null && score.traceId == null) {
    found.push({ path: 'observationId', message: 'observationId requires traceId' })
  }
  if (score.source === 'ANNOTATION' && score.dataType !== 'CORRECTION' && score.configId == null) {
    found.push({ path: 'configId', message: 'A score with source ANNOTATION requires configId' })
  }
  const message = faultOfValue(score)
  if (message) found.push({ path: 'value', message })
  return found
}

function faultOfValue({ dataType, value }: Subject): string | null {
  if (dataType === 'BOOLEAN' && typeof value === 'number' && value !== 0 && value !== 1) {
    return 'Value must be a number equal to either 0 or 1 for data type BOOLEAN'
  }
  if (dataType === 'TEXT' && typeof value === 'string' && (value.length < 1 || value.length > 500)) {
    return 'Value must have 1 to 500 characters for data type TEXT'
  }
  return null
}

function expectedValue(dataType: ScoreDataType | null | undefined): 'number' | 'string' | null {
  if (dataType == null) return null
  return dataType === 'NUMERIC' || dataType === 'BOOLEAN' ? 'number' : 'string'
}
