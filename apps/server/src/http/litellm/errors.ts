import type { ErrorCode } from '@kansoku/contracts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { toKansokuError } from '../errors.ts'

/** LiteLLM's names where they differ from those by status. */
const types: Partial<Record<ErrorCode, string>> = {
  not_found: 'not_found_error',
  route_not_found: 'not_found_error',
  no_authorization_header: 'auth_error',
  invalid_credentials: 'auth_error',
  access_denied: 'auth_error',
}

const issues = z.array(z.object({ path: z.array(z.union([z.string(), z.number()])), message: z.string() }))

/** Error handler of the management routes: OpenAI's shape as LiteLLM fills it. */
export function renderLitellmError(thrown: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const { code, message, remedy, details, status, retryAfterSeconds } = toKansokuError(thrown, request)
  if (retryAfterSeconds) reply.header('retry-after', retryAfterSeconds)
  const [first] = issues.safeParse(details).data ?? []
  const param = first === undefined ? undefined : first.path.join('.')
  const text = first === undefined ? message : `${param || 'The request'}: ${first.message}`
  const type = types[code] ?? (status < 500 ? 'bad_request_error' : 'internal_server_error')
  reply.code(status).send({
    error: {
      message: remedy === undefined ? text : `${text} ${remedy}`,
      type,
      param: param || null,
      code: String(status),
    },
  })
}
