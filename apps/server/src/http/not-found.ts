import { KansokuError } from '@kansoku/contracts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { renderAppError } from './app/errors.ts'
import { renderLangfuseError } from './langfuse/errors.ts'

type Fallback = (request: FastifyRequest, reply: FastifyReply) => FastifyReply | undefined

/**
 * Answers what no route takes: 405 where the path exists for other methods, else whatever the fallback does, else
 * 404. All in the dialect of the path. Call before any route is added.
 */
export function answerUnknownRoutes(app: FastifyInstance, fallback: Fallback): void {
  const known: { pattern: RegExp; methods: readonly string[] }[] = []
  app.addHook('onRoute', ({ url, method }) => {
    if (url.includes('*')) return
    known.push({ pattern: toPattern(url), methods: [method].flat() })
  })

  app.setNotFoundHandler((request, reply) => {
    const path = pathOf(request)
    const allowed = known.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => methods)
    if (allowed.length > 0 && !allowed.includes(request.method)) {
      reply.header('allow', [...new Set(allowed)].join(', '))
      return renderFor(path, new KansokuError('method_not_allowed'), request, reply)
    }
    if (!isApi(path)) {
      const answer = fallback(request, reply)
      if (answer) return answer
    }
    const error = new KansokuError('route_not_found', `No route ${request.method} ${path}`, {
      ...(isPublicApi(path) ? { remedy: '/api-reference on this server shows the routes there are.' } : {}),
    })
    return renderFor(path, error, request, reply)
  })
}

function toPattern(url: string): RegExp {
  const escaped = url.replace(/[.+?^$()[\]{}|\\]/g, '\\$&')
  return new RegExp(`^${escaped.replace(/:\w+/g, '[^/]+')}/?$`)
}

export function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? ''
}

export function isApi(path: string): boolean {
  return path === '/api' || path.startsWith('/api/')
}

function isPublicApi(path: string): boolean {
  return path.startsWith('/api/public/')
}

export function renderFor(path: string, error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  if (isPublicApi(path)) renderLangfuseError(error, request, reply)
  else renderAppError(error, request, reply)
}
