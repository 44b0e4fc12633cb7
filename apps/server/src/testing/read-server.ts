import { expect, vi } from 'vitest'
import { basicAuth, startTestServer, type TestServer } from './start-test-server.ts'

export interface ReadServer extends TestServer {
  /** Sends legacy events; all of them must be accepted. */
  ingest(batch: readonly object[]): Promise<void>
  /** Reads from the public API with the project's keys. */
  get(path: string): Promise<Answer>
}

interface Answer {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: answers of many shapes, asserted field by field
  readonly body: any
}

let events = 0

/** A legacy ingestion event. */
export function event(type: string, body: object) {
  events += 1
  return { id: `e${events}`, type, timestamp: '2026-11-20T10:00:00.000Z', body }
}

/** A server that has been told of one chat. */
export async function startReadServer(): Promise<ReadServer> {
  vi.setConfig({ testTimeout: 60_000 })
  const server = await startTestServer()
  const read: ReadServer = {
    ...server,
    async ingest(batch) {
      const headers = { authorization: basicAuth }
      const answer = await server.fetch('/api/public/ingestion', { method: 'POST', headers, body: { batch } })
      expect(await answer.json()).toMatchObject({ errors: [] })
    },
    async get(path) {
      const answer = await server.fetch(`/api/public${path}`, { headers: { authorization: basicAuth } })
      return { status: answer.status, body: await answer.json() }
    },
  }
  await read.ingest(chat())
  return read
}

export function filterOf(...conditions: readonly object[]): string {
  return `filter=${encodeURIComponent(JSON.stringify(conditions))}`
}

export function idsOf({ data }: { data: readonly { id: string }[] }): string[] {
  return data.map(({ id }) => id)
}

/** What a legacy SDK sends about one chat: a trace with a span, a generation in it, and scores. */
function chat() {
  return [
    event('trace-create', {
      id: 'chat',
      timestamp: '2026-11-20T10:00:00.000Z',
      name: 'chat',
      userId: 'ann',
      sessionId: 's1',
      release: 'r1',
      version: 'v1',
      tags: ['b', 'a'],
      environment: 'staging',
      input: { question: '天気は?' },
      output: 'sunny',
      metadata: { n: 5, text: '5', nested: { deep: 'x' } },
    }),
    event('span-create', {
      id: 'span',
      traceId: 'chat',
      name: 'retrieve',
      startTime: '2026-11-20T10:00:00.500Z',
      endTime: '2026-11-20T10:00:04.500Z',
      environment: 'staging',
      metadata: { long: 'x'.repeat(300), a: { b: 1 } },
    }),
    event('generation-create', {
      id: 'generation',
      traceId: 'chat',
      parentObservationId: 'span',
      name: 'answer',
      startTime: '2026-11-20T10:00:01.000Z',
      completionStartTime: '2026-11-20T10:00:01.250Z',
      endTime: '2026-11-20T10:00:03.000Z',
      environment: 'staging',
      model: 'gpt-4o',
      modelParameters: { temperature: 0.5 },
      input: [{ role: 'user', content: '天気は?' }],
      output: 'sunny',
      usageDetails: { input: 1000, output: 100 },
    }),
    event('trace-create', { id: 'bare', timestamp: '2026-11-20T09:00:00.000Z', sessionId: 's1' }),
    event('score-create', {
      id: 'numeric',
      traceId: 'chat',
      name: 'quality',
      value: 0.123456789,
      comment: 'ok',
    }),
    event('score-create', {
      id: 'boolean',
      traceId: 'chat',
      observationId: 'generation',
      name: 'safe',
      value: 1,
      dataType: 'BOOLEAN',
    }),
    event('score-create', { id: 'category', traceId: 'chat', name: 'tone', value: 'kind' }),
    event('score-create', {
      id: 'words',
      traceId: 'chat',
      name: 'note',
      value: 'well done',
      dataType: 'TEXT',
    }),
    event('score-create', {
      id: 'correction',
      traceId: 'chat',
      name: 'output',
      value: 'cloudy',
      dataType: 'CORRECTION',
    }),
    event('score-create', { id: 'session', sessionId: 's1', name: 'happy', value: 1 }),
  ]
}

/** The generation of the chat as the legacy read API answers it. */
export const generationV1 = {
  id: 'generation',
  traceId: 'chat',
  projectId: 'cline-project',
  type: 'GENERATION',
  name: 'answer',
  startTime: '2026-11-20T10:00:01.000Z',
  endTime: '2026-11-20T10:00:03.000Z',
  completionStartTime: '2026-11-20T10:00:01.250Z',
  model: 'gpt-4o',
  modelParameters: { temperature: 0.5 },
  input: [{ role: 'user', content: '天気は?' }],
  output: 'sunny',
  version: null,
  metadata: {},
  usage: {
    unit: 'TOKENS',
    input: 1000,
    output: 100,
    total: 1100,
    inputCost: 0.0025,
    outputCost: 0.001,
    totalCost: 0.0035,
  },
  usageDetails: { input: 1000, output: 100, total: 1100 },
  costDetails: { input: 0.0025, output: 0.001, total: 0.0035 },
  level: 'DEFAULT',
  statusMessage: null,
  parentObservationId: 'span',
  promptId: null,
  promptName: null,
  promptVersion: null,
  environment: 'staging',
  modelId: expect.any(String),
  inputPrice: 0.0000025,
  outputPrice: 0.00001,
  totalPrice: null,
  calculatedInputCost: 0.0025,
  calculatedOutputCost: 0.001,
  calculatedTotalCost: 0.0035,
  latency: 2,
  timeToFirstToken: 0.25,
  unit: 'TOKENS',
  promptTokens: 1000,
  completionTokens: 100,
  totalTokens: 1100,
  usagePricingTierId: expect.any(String),
  usagePricingTierName: 'Standard',
  createdAt: expect.any(String),
  updatedAt: expect.any(String),
}
