import type { OtlpEncoding } from '@kansoku/ingest'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Door } from '../../context.ts'
import { limitBodiesInMemory } from '../byte-budget.ts'
import { principalOf, requireProject } from '../langfuse/authenticate-project.ts'
import { sdkOf } from '../langfuse/sdk-headers.ts'
import { acceptRawBodies, readRawBody } from '../raw-body.ts'
import { refuseOtel, renderOtelError } from './errors.ts'

const bodiesInMemoryBytes = 128 * 1024 * 1024
const newestIngestionVersion = 4

/** OTLP over HTTP: protobuf and JSON, compressed or not. Metrics are accepted and not kept. */
export const otelDoor: Door = (context) => async (app) => {
  app.setErrorHandler(renderOtelError)
  acceptRawBodies(app)
  const budget = limitBodiesInMemory(app, bodiesInMemoryBytes)
  const options = {
    bodyLimit: context.config.bodyLimits.otlpBytes,
    config: { bodyLimitVariable: 'KANSOKU_OTLP_MAX_MB' },
    onRequest: requireProject(context),
  }

  // Exporters that are told only where the server is append `/v1/traces` themselves.
  for (const base of ['/api/public/otel', '']) {
    app.post(`${base}/v1/traces`, options, async (request, reply) => {
      checkIngestionVersion(request)
      const encoding = encodingOf(request)
      const body = await readRawBody(request, budget)
      const { projectId, apiKeyId } = principalOf(request)
      const scope = { projectId, apiKeyId, source: 'OTEL', ...sdkOf(request) } as const
      await context.ingestion.ingestSpans(scope, { encoding, body })
      return accept(reply, encoding)
    })

    app.post(`${base}/v1/metrics`, options, async (request, reply) => accept(reply, encodingOf(request)))
  }
}

/** An empty response message, in the encoding of the request. */
function accept(reply: FastifyReply, encoding: OtlpEncoding): FastifyReply {
  return encoding === 'json' ? reply.send({}) : reply.type('application/x-protobuf').send(Buffer.alloc(0))
}

function encodingOf(request: FastifyRequest): OtlpEncoding {
  const type = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase()
  if (type === 'application/json') return 'json'
  if (type === 'application/x-protobuf' || type === 'application/protobuf') return 'protobuf'
  throw refuseOtel('Invalid content type')
}

function checkIngestionVersion({ headers }: FastifyRequest): void {
  const version = headers['x-langfuse-ingestion-version'] ?? headers.x_langfuse_ingestion_version
  if (version === undefined || Number(version) <= newestIngestionVersion) return
  throw refuseOtel(
    `Unsupported x-langfuse-ingestion-version: "${String(version)}". Maximum supported: "${newestIngestionVersion}".`,
  )
}
