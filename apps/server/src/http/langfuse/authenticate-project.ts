import { KansokuError } from '@kansoku/contracts'
import type { FastifyRequest, onRequestAsyncHookHandler } from 'fastify'
import type { ServerContext } from '../../context.ts'

/** Who calls the public API. `scores` is a browser that shows only its public key: it may write scores, no more. */
export interface ProjectPrincipal {
  readonly projectId: string
  readonly organizationId: string
  readonly apiKeyId: string
  readonly publicKey: string
  readonly accessLevel: 'project' | 'scores'
}

declare module 'fastify' {
  interface FastifyRequest {
    projectPrincipal: ProjectPrincipal | null
  }
}

/**
 * Authenticates `Basic public:secret`, or `Bearer public` for routes that take scores.
 * Source of the rules and texts: Langfuse's public API, "Authentication".
 */
export async function authenticateProject(
  context: ServerContext,
  authorization: string | undefined,
): Promise<ProjectPrincipal> {
  if (!authorization) throw new KansokuError('no_authorization_header')
  const [scheme = '', credentials = ''] = splitOnce(authorization.trim(), ' ')
  switch (scheme.toLowerCase()) {
    case 'basic':
      return authenticateBasic(context, credentials.trim())
    case 'bearer':
      return authenticateBearer(context, credentials.trim())
    default:
      throw new KansokuError('invalid_authorization_header')
  }
}

async function authenticateBasic(context: ServerContext, credentials: string): Promise<ProjectPrincipal> {
  const [publicKey, secretKey] = splitOnce(Buffer.from(credentials, 'base64').toString('utf8'), ':')
  if (!publicKey || !secretKey) throw new KansokuError('invalid_authorization_header')
  const key = await context.apiKeys.authenticate({ publicKey, secretKey })
  if (!key) throw new KansokuError('invalid_credentials')
  return { ...key, accessLevel: 'project' }
}

async function authenticateBearer(context: ServerContext, publicKey: string): Promise<ProjectPrincipal> {
  const key = publicKey ? await context.apiKeys.findByPublicKey(publicKey) : undefined
  if (!key) throw new KansokuError('invalid_credentials')
  return { ...key, accessLevel: 'scores' }
}

function splitOnce(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator)
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + separator.length)]
}

/**
 * Hook for routes of the public API; runs before the body is read. `scores` also lets a bare public key in, whose
 * principal then has the access level `scores`: the route must hold it to writing scores.
 */
export function requireProject(
  context: ServerContext,
  { allow = 'project' }: { allow?: ProjectPrincipal['accessLevel'] } = {},
): onRequestAsyncHookHandler {
  return async (request) => {
    const principal = await authenticateProject(context, request.headers.authorization)
    if (principal.accessLevel === 'scores' && allow !== 'scores') throw new KansokuError('access_denied')
    request.projectPrincipal = principal
  }
}

/** The caller that `requireProject` let in. */
export function principalOf(request: FastifyRequest): ProjectPrincipal {
  if (!request.projectPrincipal) throw new Error(`route ${request.routeOptions.url} lacks requireProject`)
  return request.projectPrincipal
}
