import { randomUUID } from 'node:crypto'
import { LangfuseSpanProcessor } from '@langfuse/otel'
import { propagateAttributes, setLangfuseTracerProvider, startObservation } from '@langfuse/tracing'
import { context, propagation, trace } from '@opentelemetry/api'
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto'
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { basicAuth, platform } from '../kit/langfuse-api.ts'
import { identity, type Product, startProduct } from '../kit/product.ts'

let product: Product

beforeAll(async () => {
  product = await startProduct()
})
afterAll(() => product[Symbol.asyncDispose]())

describe('ingestion', () => {
  test('a wrong secret is refused and nothing is stored', async () => {
    const id = randomUUID()
    const answer = await platform(
      product,
      'POST',
      '/api/public/ingestion',
      { batch: [traceCreate(id)] },
      { authorization: `Basic ${Buffer.from(`${identity.publicKey}:sk-lf-wrong`).toString('base64')}` },
    )
    expect(answer.status).toBe(401)
    expect(answer.body.message).toBe("Invalid credentials. Confirm that you've configured the correct host.")
    expect((await platform(product, 'GET', `/api/public/traces/${id}`)).status).toBe(404)
  })
})

describe('the Langfuse SDK 5 over OpenTelemetry', () => {
  const exporters = {
    'its own exporter': () => undefined,
    'OTLP protobuf with gzip': () => new ProtobufExporter(exporterOptions('gzip')),
    'OTLP protobuf': () => new ProtobufExporter(exporterOptions('none')),
    'OTLP JSON with gzip': () => new JsonExporter(exporterOptions('gzip')),
    'OTLP JSON': () => new JsonExporter(exporterOptions('none')),
  }

  test.each(Object.entries(exporters))(
    '%s: spans, usage, cost and trace attributes arrive',
    async (_, createExporter) => {
      const exporter = createExporter()
      const processor = new LangfuseSpanProcessor({
        baseUrl: product.serverUrl,
        publicKey: identity.publicKey,
        secretKey: identity.secretKey,
        ...(exporter ? { exporter } : {}),
      })
      const provider = new NodeTracerProvider({ spanProcessors: [processor] })
      provider.register()
      setLangfuseTracerProvider(provider)
      const attributes = { traceName: 'daily', userId: 'user-5', sessionId: 'session-5', tags: ['otel'] }
      const { root, generation } = propagateAttributes(attributes, () => {
        const root = startObservation('task', { input: { question: '今日は?' } })
        const generation = root.startObservation(
          'answer',
          {
            model: 'gpt-4o',
            input: [{ role: 'user', content: '今日は?' }],
            modelParameters: { temperature: 1 },
          },
          { asType: 'generation' },
        )
        return { root, generation }
      })
      generation.update({ output: 'good', usageDetails: { input: 100, output: 10 } }).end()
      root.update({ output: 'done' }).end()
      await processor.forceFlush()

      const { status, body } = await platform(product, 'GET', `/api/public/traces/${root.traceId}`)
      expect(status).toBe(200)
      expect(body).toMatchObject({
        name: 'daily',
        userId: 'user-5',
        sessionId: 'session-5',
        tags: ['otel'],
        input: { question: '今日は?' },
        output: 'done',
      })
      expect(body.observations).toHaveLength(2)
      expect(body.observations.find((o: { id: string }) => o.id === generation.id)).toMatchObject({
        type: 'GENERATION',
        parentObservationId: root.id,
        usageDetails: { input: 100, output: 10, total: 110 },
        output: 'good',
      })
      expect(body.totalCost).toBeCloseTo(100 * 2.5e-6 + 10 * 10e-6, 12)
      await provider.shutdown()
      setLangfuseTracerProvider(null)
      for (const api of [trace, context, propagation]) api.disable()
    },
  )

  function exporterOptions(compression: string) {
    return {
      url: `${product.serverUrl}/api/public/otel/v1/traces`,
      headers: { authorization: basicAuth },
      compression: compression as never,
    }
  }
})

function traceCreate(id: string) {
  return {
    id: randomUUID(),
    type: 'trace-create',
    timestamp: new Date().toISOString(),
    body: { id, name: 'x' },
  }
}
