import {
  Client,
  StreamableHTTPClientTransport,
  type VersionNegotiationMode,
} from '@modelcontextprotocol/client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { event, type ReadServer, startReadServer } from '../../testing/read-server.ts'
import { basicAuth } from '../../testing/start-test-server.ts'

let server: ReadServer
beforeAll(async () => {
  server = await startReadServer()
})
afterAll(() => server?.[Symbol.asyncDispose]())

interface ToolUser extends AsyncDisposable {
  readonly client: Client
  /** What a tool answers, as JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: answers of many shapes, asserted field by field
  ask(name: string, input?: Record<string, unknown>): Promise<any>
}

async function connect(mode: VersionNegotiationMode = 'legacy'): Promise<ToolUser> {
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode } })
  const requestInit = { headers: { authorization: basicAuth } }
  const url = new URL('/api/public/mcp', server.server.url)
  await client.connect(new StreamableHTTPClientTransport(url, { requestInit }))
  return {
    client,
    async ask(name, input = {}) {
      const { content, isError } = await client.callTool({ name, arguments: input })
      const [part] = content
      if (part?.type !== 'text' || isError) throw new Error(JSON.stringify(content))
      return JSON.parse(part.text)
    },
    [Symbol.asyncDispose]: () => client.close(),
  }
}

const dayMs = 86_400_000
const midnight = (days: number) =>
  new Date(Math.floor(Date.now() / dayMs) * dayMs + days * dayMs).toISOString()

test('a model can ask what it cost yesterday, by model', async () => {
  const yesterday = new Date(Date.parse(midnight(-1)) + 3_600_000).toISOString()
  const generation = (model: string, total: number) =>
    event('generation-create', {
      id: `of-${model}`,
      traceId: 'yesterday',
      startTime: yesterday,
      model,
      costDetails: { total },
    })
  await server.ingest([generation('big', 0.75), generation('small', 0.5)])
  await using user = await connect()
  expect(user.client.getInstructions()).toContain(new Date().toISOString().slice(0, 10))
  const schema = await user.ask('getMetricsSchema')
  const view = schema.views.find(({ view }: { view: string }) => view === 'observations')
  expect(view.measures).toContainEqual({
    measure: 'totalCost',
    aggregations: expect.arrayContaining(['sum']),
    requiredDimension: null,
  })
  const { data } = await user.ask('queryMetrics', {
    view: 'observations',
    dimensions: [{ field: 'providedModelName' }],
    metrics: [{ measure: 'totalCost', aggregation: 'sum' }],
    orderBy: [{ field: 'sum_totalCost', direction: 'desc' }],
    fromTimestamp: midnight(-1),
    toTimestamp: midnight(0),
  })
  expect(data).toEqual([
    { providedModelName: 'big', sum_totalCost: 0.75 },
    { providedModelName: 'small', sum_totalCost: 0.5 },
  ])
})

describe.each<VersionNegotiationMode>(['legacy', { pin: '2026-07-28' }])('a client of %j', (mode) => {
  test('finds tools that all only read, and asks them', async () => {
    await using user = await connect(mode)
    const { tools } = await user.client.listTools()
    expect(tools.map(({ name }) => name).sort()).toEqual(
      [
        ...['getComment', 'getHealth', 'getMedia', 'getMetricsSchema', 'getModel', 'getObservation'],
        ...['getObservationFieldSchema', 'getObservationFilterSchema', 'getObservationFilterValues'],
        ...['getScore', 'getScoreConfig', 'listComments', 'listModels', 'listObservations'],
        ...['listScoreConfigs', 'listScores', 'queryMetrics'],
      ].sort(),
    )
    expect(tools.every(({ annotations }) => annotations?.readOnlyHint)).toBe(true)
    expect(await user.ask('getHealth')).toMatchObject({ status: 'OK' })
  })
})

describe('observations', () => {
  test('are listed with the groups, conditions and pages that are asked for', async () => {
    await using user = await connect()
    const filter = [{ type: 'string', column: 'traceName', operator: '=', value: 'chat' }]
    const first = await user.ask('listObservations', { fields: ['core', 'io', 'usage'], limit: 1, filter })
    expect(first.data).toMatchObject([{ id: 'generation', output: 'sunny', inputUsage: 1000 }])
    expect(first.data[0]).not.toHaveProperty('latency')
    const { data } = await user.ask('listObservations', { limit: 1, filter, cursor: first.meta.cursor })
    expect(data).toMatchObject([{ id: 'span' }])
    const some = await user.ask('listObservations', { environment: ['staging', 'other'], type: 'SPAN' })
    expect(some.data).toMatchObject([{ id: 'span' }])
  })

  test('are described: one, its fields, its filters and their values', async () => {
    await using user = await connect()
    expect(await user.ask('getObservation', { observationId: 'generation' })).toMatchObject({
      name: 'answer',
      input: [{ role: 'user', content: '天気は?' }],
    })
    expect((await user.ask('getObservationFieldSchema')).io).toEqual(['input', 'output'])
    const { columns, condition } = await user.ask('getObservationFilterSchema')
    expect(columns).toContainEqual({ column: 'latency', types: ['number', 'null'] })
    expect(JSON.stringify(condition)).toContain('starts with')
    const range = { fromStartTime: '2026-11-20T00:00:00Z', toStartTime: '2026-11-21T00:00:00Z' }
    const { data } = await user.ask('getObservationFilterValues', { column: 'providedModelName', ...range })
    expect(data).toContainEqual({ providedModelName: 'gpt-4o', count_count: 1 })
  })
})

test('scores are listed and shown', async () => {
  await using user = await connect()
  const { data } = await user.ask('listScores', { name: ['quality', 'tone'], fields: ['subject'] })
  expect(data.map(({ name }: { name: string }) => name).sort()).toEqual(['quality', 'tone'])
  expect(await user.ask('getScore', { scoreId: 'boolean' })).toMatchObject({ name: 'safe' })
})

test('what is wrong with a question is said to the model', async () => {
  await using user = await connect()
  const wrong = (name: string, input: Record<string, unknown>) => user.ask(name, input)
  await expect(wrong('getObservation', { observationId: 'none' })).rejects.toThrow('not found')
  await expect(wrong('getObservation', { observationId: '../traces/chat' })).rejects.toThrow('not found')
  await expect(wrong('listObservations', { limit: 5000 })).rejects.toThrow(/limit/)
  await expect(wrong('listObservations', { limits: 5 })).rejects.toThrow(/limits/)
  await expect(wrong('listScores', { value: ['x'] })).rejects.toThrow('requires a single dataType')
  await expect(wrong('queryMetrics', { view: 'observations' })).rejects.toThrow(/metrics/)
  await expect(wrong('listScores', { name: ['tone', 'quality,tone'] })).rejects.toThrow(/has a comma/)
})

test.each<readonly [unknown, number]>([
  ['{"jsonrpc":', 400],
  [{}, 400],
  [[], 400],
  ['"tools/list"', 400],
  [{ jsonrpc: '2.0', id: 1, method: 'tools/list', params: 'x'.repeat(5 * 1024 * 1024) }, 413],
])('what is not MCP is refused: case %#', async (body, status) => {
  const headers = {
    authorization: basicAuth,
    accept: 'application/json, text/event-stream',
    'content-type': 'application/json',
  }
  const answer = await server.fetch('/api/public/mcp', { method: 'POST', headers, body })
  expect(answer.status).toBe(status)
})

test('without a key there is nothing, and GET is no way in', async () => {
  const body = { jsonrpc: '2.0', id: 1, method: 'tools/list' }
  const answer = await server.fetch('/api/public/mcp', { method: 'POST', body })
  expect(answer.status).toBe(401)
  expect((await server.get('/mcp')).status).toBe(405)
})
