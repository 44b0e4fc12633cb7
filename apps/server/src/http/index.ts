import { randomUUID } from 'node:crypto'
import { acceptableRequestId, uiPrefix } from '@kansoku/contracts'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify'
import type { Logger } from 'pino'
import type { ServerContext } from '../context.ts'
import { serverOptions } from '../lifecycle/listen.ts'
import { appDoor } from './app/index.ts'
import { internalDoor } from './internal/index.ts'
import { allowAnyOrigin } from './langfuse/cors.ts'
import { langfuseDoor } from './langfuse/index.ts'
import { litellmDoor } from './litellm/index.ts'
import { mcpDoor } from './mcp/index.ts'
import { answerUnknownRoutes, pathOf, renderFor } from './not-found.ts'
import { openApiDoor } from './openapi/index.ts'
import { otelDoor } from './otel/index.ts'
import { prometheusDoor } from './prometheus/index.ts'
import { measureRequests } from './request-instruments.ts'
import { logRequest, logRequests } from './request-log.ts'
import { RequestLogger } from './request-logger.ts'
import { letClientsFinish } from './unread-body.ts'
import { sendApplication, serveWeb } from './web/index.ts'
import { withoutPrefix } from './without-prefix.ts'

/** All doors of the server. */
export async function createHttpServer(context: ServerContext): Promise<FastifyInstance> {
  const { config, logger, metadata, shutdown } = context
  const app: FastifyInstance = Fastify({
    loggerInstance: logger as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    childLoggerFactory: (parent, bindings, options) => new RequestLogger(parent as Logger, bindings, options),
    genReqId: ({ headers }) => acceptableRequestId(headers['x-request-id']) ?? randomUUID(),
    trustProxy: config.trustProxy.split(',').map((address) => address.trim()),
    rewriteUrl: ({ url = '/' }) => withoutPrefix(withoutPrefix(url, config.basePath), uiPrefix),
    http: serverOptions,
    requestTimeout: serverOptions.requestTimeout,
    keepAliveTimeout: serverOptions.keepAliveTimeout,
    bodyLimit: 1024 * 1024,
    // Telemetry may hold any key. Own properties with such names do no harm where nothing is merged by assignment.
    onProtoPoisoning: 'remove',
    onConstructorPoisoning: 'ignore',
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 2000 },
    // Before any hook: the path is no valid URL.
    frameworkErrors: (error, request, reply) => {
      setCommonHeaders(request, reply)
      renderFor(pathOf(request), error, request, reply)
      logRequest(request, reply)
    },
  })
  app.decorate('explainStorageError', (error: unknown) => metadata.explain(error))
  app.decorateRequest('projectPrincipal', null)
  app.addHook('onRequest', async (request, reply) => {
    setCommonHeaders(request, reply)
    if (shutdown.aborted) reply.header('connection', 'close')
  })
  letClientsFinish(app)
  app.setErrorHandler((error, request, reply) => renderFor(pathOf(request), error, request, reply))
  logRequests(app)
  measureRequests(app, context.instruments)
  answerUnknownRoutes(app, (request, reply) => sendApplication(request, reply, config))
  allowAnyOrigin(app)
  await app.register(langfuseDoor(context))
  await app.register(otelDoor(context))
  await app.register(mcpDoor(context))
  await app.register(openApiDoor(context))
  await app.register(appDoor(context))
  await app.register(internalDoor(context))
  await app.register(litellmDoor(context))
  await app.register(prometheusDoor(context))
  await serveWeb(app, config)
  return app
}

function setCommonHeaders(request: FastifyRequest, reply: FastifyReply): void {
  reply.header('x-request-id', request.id)
  reply.header('x-content-type-options', 'nosniff')
  reply.header('referrer-policy', 'strict-origin-when-cross-origin')
}
