import { resolve } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type FakeServer, internalSecret, startFakeServer } from '../testing/fake-server.ts'
import { startTestGateway, type TestGateway } from '../testing/start-test-gateway.ts'
import { connectToolClient, type ToolClient } from './testing/tool-client.ts'

const program = resolve(import.meta.dirname, 'testing/stdio-program.ts')

let server: FakeServer
let gateway: TestGateway
let user: ToolClient
beforeAll(async () => {
  server = await startFakeServer()
  const guard = (guardrail_name: string, guardrail: string, mode: string, more: object = {}) => ({
    guardrail_name,
    litellm_params: { guardrail, mode, ...more },
  })
  gateway = await startTestGateway({
    config: {
      mcp_servers: { local: { command: process.execPath, args: [program] } },
      guardrails: [
        guard('people', 'presidio', 'pre_mcp_call', { default_on: true }),
        guard('words', 'banned_keywords', 'pre_mcp_call', { banned_keywords_list: ['Mordor'] }),
        guard('record', 'litellm_content_filter', 'logging_only', {
          default_on: true,
          blocked_words: [{ keyword: 'Isengard', action: 'MASK' }],
        }),
      ],
    },
    env: { KANSOKU_SERVER_URL: server.url, KANSOKU_INTERNAL_SECRET: internalSecret },
  })
  user = await connectToolClient(`${gateway.url}/mcp`)
})
afterAll(async () => {
  for (const one of [user, gateway, server]) await one?.[Symbol.asyncDispose]()
})

const call = (city: string, meta: Record<string, unknown>) =>
  user.client.callTool({ name: 'get_forecast', arguments: { city }, _meta: { metadata: meta } })

/** All that was written down under the name of a trace. */
const recorded = (name: string) =>
  vi.waitUntil(
    () => {
      const trace = server.events.find(({ body }) => body.name === name)
      const own = server.events.filter(({ body }) => trace && body.traceId === trace.body.id)
      return own.some(({ type }) => type === 'tool-create') && [trace, ...own]
    },
    { timeout: 20_000 },
  )

test('what is masked reaches neither the server nor the trace, which tells the decision', async () => {
  const { content } = await call('ann@example.com', { trace_name: 'masked' })
  expect(content).toEqual([{ type: 'text', text: 'It is sunny in <EMAIL_ADDRESS>.' }])
  const events = await recorded('masked')
  expect(JSON.stringify(events)).not.toContain('ann@example.com')
  expect(events).toContainEqual(
    expect.objectContaining({
      type: 'guardrail-create',
      body: expect.objectContaining({
        name: 'people',
        metadata: expect.objectContaining({ guardrail_mode: 'pre_mcp_call' }),
      }),
    }),
  )
})

test('what is refused is not called, and recorded as a failure', async () => {
  const meta = { trace_name: 'refused', guardrails: ['words'] }
  await expect(call('Mordor', meta)).rejects.toThrow(/words/)
  const tool = (await recorded('refused')).find((event) => event?.type === 'tool-create')
  expect(tool?.body).toMatchObject({ level: 'ERROR', statusMessage: expect.stringContaining('words') })
  expect(tool?.body.output).toBeUndefined()
  const { content } = await call('Mordor', { trace_name: 'not asked for' })
  expect(content).toEqual([{ type: 'text', text: 'It is sunny in Mordor.' }])
})

test('what is for the record alone is masked there alone', async () => {
  const { content } = await call('Isengard', { trace_name: 'for the record' })
  expect(content).toEqual([{ type: 'text', text: 'It is sunny in Isengard.' }])
  expect(JSON.stringify(await recorded('for the record'))).not.toContain('Isengard')
})

test('a guardrail that is not there is an error of whoever names it', async () => {
  await expect(call('Oslo', { guardrails: ['none'] })).rejects.toThrow('There is no guardrail "none"')
})
