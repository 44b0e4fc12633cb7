import { randomUUID } from 'node:crypto'
import { KansokuError } from '@kansoku/contracts'
import type { FastifyRequest } from 'fastify'
import type { ServerContext } from '../../context.ts'
import { principalOf } from './authenticate-project.ts'
import { sdkOf } from './sdk-headers.ts'

interface Write {
  /** Of a legacy event, as `span-create`. */
  readonly type: string
  /** Of the object; a new one where there is none. */
  readonly id: string | null | undefined
  readonly body: object
}

/**
 * Stores one object the way of a batch of one event and gives its id. Throws `invalid_request` for what a batch would
 * report as an error of the event.
 */
export async function ingestOne(
  { ingestion, clock }: ServerContext,
  request: FastifyRequest,
  write: Write,
): Promise<{ id: string }> {
  const { projectId, apiKeyId } = principalOf(request)
  const id = write.id ?? randomUUID()
  const event = {
    id: randomUUID(),
    type: write.type,
    timestamp: clock.now().toISOString(),
    body: { ...write.body, id },
  }
  const scope = { projectId, apiKeyId, source: 'API', ...sdkOf(request) } as const
  const { errors } = await ingestion.ingestEvents(scope, { batch: [event] })
  const [fault] = errors
  if (fault) throw new KansokuError('invalid_request', String(fault.error ?? fault.message))
  return { id }
}
