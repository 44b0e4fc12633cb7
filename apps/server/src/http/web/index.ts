import { existsSync } from 'node:fs'
import { join, sep } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { pathOf } from '../not-found.ts'

const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  // Components position things with style attributes.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "media-src 'self' data: blob:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

const pageHeaders = {
  'content-security-policy': contentSecurityPolicy,
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
}

const missing =
  'The web UI is not built. Start with "npm start", which builds it, or run "npm run build -w apps/web".\n'

/** The built web UI. Files under `assets/` carry a hash in their name and never change. */
export async function serveWeb(app: FastifyInstance, webDir: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: webDir,
    cacheControl: false,
    preCompressed: true,
    suppressWarning: true,
    setHeaders: (reply, path) => {
      const immutable = path.startsWith(join(webDir, 'assets') + sep)
      reply.header('cache-control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache')
      if (/\.html(\.\w+)?$/.test(path)) reply.headers(pageHeaders)
    },
  })
  app.get('/api-reference', async (_request, reply) => sendPage(reply, webDir, 'api-reference.html'))
}

/** Every path that is no file and no API is a page of the single-page application. */
export function sendApplication(
  request: FastifyRequest,
  reply: FastifyReply,
  webDir: string,
): FastifyReply | undefined {
  if (request.method !== 'GET' && request.method !== 'HEAD') return undefined
  // A missing script must not be answered with a page. Ids of traces may hold dots, those of files stand at the root.
  if (/^\/assets\/|^\/[^/]+\.\w{1,5}$/.test(pathOf(request))) return undefined
  return sendPage(reply, webDir, 'index.html')
}

function sendPage(reply: FastifyReply, webDir: string, file: string): FastifyReply {
  if (!existsSync(join(webDir, file))) {
    return reply.code(503).type('text/plain; charset=utf-8').header('retry-after', 5).send(missing)
  }
  return reply.sendFile(file)
}
