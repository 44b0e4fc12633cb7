import { existsSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import fastifyStatic from '@fastify/static'
import { uiPrefix } from '@kansoku/contracts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ServerConfig } from '../../config.ts'
import { pathOf } from '../not-found.ts'
import { withoutPrefix } from '../without-prefix.ts'

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

type WebConfig = Pick<ServerConfig, 'webDir' | 'basePath'>

const missing =
  'The web UI is not built. Start with "npm start", which builds it, or run "npm run build -w apps/web".\n'

/** The built web UI. Files under `assets/` carry a hash in their name and never change. */
export async function serveWeb(app: FastifyInstance, config: WebConfig): Promise<void> {
  const { webDir } = config
  await app.register(fastifyStatic, {
    root: webDir,
    cacheControl: false,
    preCompressed: true,
    suppressWarning: true,
    setHeaders: (reply, path) => {
      const immutable = path.startsWith(join(webDir, 'assets') + sep)
      reply.header('cache-control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  for (const path of ['/', '/index.html']) {
    app.get(path, async (request, reply) => sendPage(request, reply, config, 'index.html'))
  }
  for (const path of ['/api-reference', '/api-reference.html']) {
    app.get(path, async (request, reply) => sendPage(request, reply, config, 'api-reference.html'))
  }
}

/** Every path that is no file and no API is a page of the single-page application. */
export function sendApplication(
  request: FastifyRequest,
  reply: FastifyReply,
  config: WebConfig,
): FastifyReply | undefined {
  if (request.method !== 'GET' && request.method !== 'HEAD') return undefined
  // A missing script must not be answered with a page. Ids of traces may hold dots, those of files stand at the root.
  if (/^\/assets\/|^\/[^/]+\.\w{1,5}$/.test(pathOf(request))) return undefined
  return sendPage(request, reply, config, 'index.html')
}

/** The build names its files relative to a page (`./`); pages stand at any depth below the prefix. */
function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  { webDir, basePath }: WebConfig,
  file: string,
): FastifyReply {
  const path = join(webDir, file)
  if (!existsSync(path)) {
    return reply.code(503).type('text/plain; charset=utf-8').header('retry-after', 5).send(missing)
  }
  const page = readFileSync(path, 'utf8').replaceAll('="./', `="${prefixFor(request, basePath)}/`)
  return reply
    .headers({ ...pageHeaders, 'cache-control': 'no-cache' })
    .type('text/html; charset=utf-8')
    .send(page)
}

/** At a gateway the way up from the page, since what stands before `/ui` there is known to nobody here. */
function prefixFor({ originalUrl }: FastifyRequest, basePath: string): string {
  const [path = ''] = withoutPrefix(originalUrl, basePath).split('?', 1)
  if (path !== uiPrefix && !path.startsWith(`${uiPrefix}/`)) return basePath
  const depth = path.slice(uiPrefix.length).split('/').length - 1
  return `${'../'.repeat(depth)}${uiPrefix.slice(1)}`
}
