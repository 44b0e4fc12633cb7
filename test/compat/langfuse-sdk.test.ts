import { randomUUID } from 'node:crypto'
import { LangfuseSpanProcessor } from '@langfuse/otel'
import { propagateAttributes, setLangfuseTracerProvider, startObservation } from '@langfuse/tracing'
import { context, propagation, trace } from '@opentelemetry/api'
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto'
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node'
import { Langfuse, LangfuseMedia } from 'langfuse'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { basicAuth, platform } from '../kit/langfuse-api.ts'
import { identity, type Product, startProduct } from '../kit/product.ts'

let product: Product

/** The token that an SDK left in the input of a trace leads to the bytes. */
async function expectUploaded({ data }: { data: { input?: unknown } }, bytes: Uint8Array): Promise<void> {
  const { picture } = data.input as { picture: string }
  const [, id] = /^@@@langfuseMedia:type=image\/png\|id=([\w-]{22})\|source=\w+@@@$/.exec(picture) ?? []
  const { body } = await platform(product, 'GET', `/api/public/media/${id}`)
  const answer = await fetch(body.url)
  expect(answer.headers.get('content-type')).toBe('image/png')
  expect(new Uint8Array(await answer.arrayBuffer())).toEqual(new Uint8Array(bytes))
}

beforeAll(async () => {
  product = await startProduct()
})
afterAll(() => product[Symbol.asyncDispose]())

describe('the Langfuse SDK 3.39 over /api/public/ingestion', () => {
  test('a trace with a span, a generation and a score can be read at once after the flush', async () => {
    const langfuse = new Langfuse({
      baseUrl: product.serverUrl,
      publicKey: identity.publicKey,
      secretKey: identity.secretKey,
    })
    const trace = langfuse.trace({
      name: 'レビュー',
      userId: 'user-1',
      sessionId: 'session-1',
      tags: ['b', 'a'],
      metadata: { n: 1 },
    })
    const span = trace.span({ name: 'retrieve', input: { query: '観測' } })
    span.end({ output: ['one', 'two'] })
    const generation = trace.generation({
      name: 'answer',
      model: 'gpt-4o',
      modelParameters: { temperature: 0.2 },
      input: [{ role: 'user', content: 'hello' }],
    })
    generation.end({ output: 'hi', usage: { promptTokens: 1000, completionTokens: 100 } })
    trace.score({ name: 'quality', value: 0.9, comment: 'good' })
    trace.update({ output: 'hi', metadata: { m: 2 } })
    await langfuse.flushAsync()

    const { data: read } = await langfuse.fetchTrace(trace.id)
    expect(read).toMatchObject({
      id: trace.id,
      name: 'レビュー',
      userId: 'user-1',
      sessionId: 'session-1',
      tags: ['a', 'b'],
      metadata: { n: 1, m: 2 },
      output: 'hi',
    })
    expect(read.totalCost).toBeCloseTo(1000 * 2.5e-6 + 100 * 10e-6, 12)
    const stored = read.observations.find((observation) => observation.id === generation.id)
    expect(stored).toMatchObject({
      type: 'GENERATION',
      model: 'gpt-4o',
      usageDetails: { input: 1000, output: 100, total: 1100 },
      output: 'hi',
      modelParameters: { temperature: 0.2 },
    })
    expect(read.observations.find((observation) => observation.id === span.id)).toMatchObject({
      type: 'SPAN',
      input: { query: '観測' },
      output: ['one', 'two'],
    })
    expect(read.scores).toMatchObject([{ name: 'quality', value: 0.9, comment: 'good' }])
    await langfuse.shutdownAsync()
  })

  test('a picture in the input is uploaded and can be read back', async () => {
    const langfuse = new Langfuse({
      baseUrl: product.serverUrl,
      publicKey: identity.publicKey,
      secretKey: identity.secretKey,
    })
    const contentBytes = Buffer.from('picture of the first SDK')
    const media = new LangfuseMedia({ contentBytes, contentType: 'image/png' })
    const trace = langfuse.trace({ name: 'picture', input: { picture: media } })
    await langfuse.flushAsync()
    await expectUploaded(await langfuse.fetchTrace(trace.id), contentBytes)
    await langfuse.shutdownAsync()
  })

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
  test('a picture in the input is uploaded and can be read back', async () => {
    const processor = new LangfuseSpanProcessor({
      baseUrl: product.serverUrl,
      publicKey: identity.publicKey,
      secretKey: identity.secretKey,
    })
    const provider = new NodeTracerProvider({ spanProcessors: [processor] })
    setLangfuseTracerProvider(provider)
    const bytes = Buffer.from('picture of the newest SDK')
    const picture = `data:image/png;base64,${bytes.toString('base64')}`
    const root = startObservation('picture', { input: { picture } })
    root.end()
    await processor.forceFlush()
    const { body } = await platform(product, 'GET', `/api/public/traces/${root.traceId}`)
    await expectUploaded({ data: body }, bytes)
    await provider.shutdown()
    setLangfuseTracerProvider(null)
  })

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
