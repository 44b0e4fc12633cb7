import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type FakeServer, internalSecret, startFakeServer } from '../testing/fake-server.ts'
import { masterKey, startTestGateway, type TestGateway } from '../testing/start-test-gateway.ts'

const config = {
  model_list: [{ model_name: 'mocked', litellm_params: { model: 'openai/gpt-4o', mock_response: 'pong' } }],
  litellm_settings: { callbacks: ['langfuse'] },
}
const keys = { LANGFUSE_PUBLIC_KEY: 'pk-lf-1', LANGFUSE_SECRET_KEY: 'sk-lf-1' }

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'kansoku-delivery-'))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

const connectTo = (server: FakeServer) => ({
  KANSOKU_SERVER_URL: server.url,
  KANSOKU_INTERNAL_SECRET: internalSecret,
})

async function call(url: string, traceId: string, more: object = {}): Promise<string> {
  const answer = await fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${masterKey}` },
    body: JSON.stringify({
      model: 'mocked',
      messages: [{ role: 'user', content: 'ping' }],
      metadata: { trace_id: traceId },
      ...more,
    }),
  })
  const text = await answer.text()
  if (answer.status !== 200 || !text.includes('pong')) throw new Error(`${answer.status} ${text}`)
  return traceId
}

const traceIds = (server: FakeServer) =>
  server.events.filter(({ type }) => type === 'generation-create').map(({ body }) => body.traceId as string)

test('calls made while the server is down arrive when it is up again, each once, over a restart of the gateway', async () => {
  const first = await startFakeServer()
  const env = connectTo(first)
  const { port } = first
  {
    await using gateway = await startTestGateway({ config, env, dataDir })
    await call(gateway.url, 'before')
    await first.generations(1)
    await first[Symbol.asyncDispose]()
    await call(gateway.url, 'while down')
  }
  await using gateway = await startTestGateway({ config, env, dataDir })
  await call(gateway.url, 'after the restart')
  await using second = await startFakeServer({ port })
  await second.generations(2)
  expect(traceIds(second)).toEqual(['while down', 'after the restart'])
})

test('a server that is overloaded gets the batch again, one that refuses an event does not', async () => {
  await using server = await startFakeServer()
  server.failWith = 503
  await using gateway = await startTestGateway({ config, env: connectTo(server), dataDir })
  await call(gateway.url, 'patient')
  server.failWith = 0
  const [event] = await server.generations(1)
  expect(event?.body.traceId).toBe('patient')

  server.refuse.add('nothing yet')
  server.failWith = 400
  await call(gateway.url, 'refused')
  while (gateway.gateway.recording().rejected === 0) await new Promise((resolve) => setImmediate(resolve))
  server.failWith = 0
  await call(gateway.url, 'next')
  await server.generations(2)
  expect(traceIds(server)).toEqual(['patient', 'next'])
  expect(await readFile(join(dataDir, 'gateway/spool/rejected.jsonl'), 'utf8')).toContain('refused')
})

describe('calls land', () => {
  test('in the project of the Langfuse key, when it is one of the server, and nowhere else', async () => {
    await using server = await startFakeServer({ publicKeys: ['pk-lf-1'] })
    await using elsewhere = await startFakeServer()
    const env = { ...connectTo(server), ...keys, LANGFUSE_HOST: elsewhere.url }
    await using gateway = await startTestGateway({ config, env, dataDir })
    await call(gateway.url, 'one')
    await server.generations(1)
    await call(gateway.url, 'two')
    await server.generations(2)
    expect(new Set(server.projects)).toEqual(new Set(['own']))
    expect(elsewhere.events).toEqual([])
  })

  test('in the default project and at the other Langfuse, when the key is foreign', async () => {
    await using server = await startFakeServer()
    await using elsewhere = await startFakeServer()
    const env = { ...connectTo(server), ...keys, LANGFUSE_HOST: elsewhere.url }
    await using gateway = await startTestGateway({ config, env, dataDir })
    await call(gateway.url, 'one')
    await Promise.all([server.generations(1), elsewhere.generations(1)])
    expect(server.projects).toEqual(['default'])
    expect(traceIds(elsewhere)).toEqual(['one'])
  })

  test('at a Langfuse alone, without a server', async () => {
    await using elsewhere = await startFakeServer()
    const env = { ...keys, LANGFUSE_HOST: elsewhere.url }
    await using gateway = await startTestGateway({ config, env, dataDir })
    await call(gateway.url, 'one')
    await elsewhere.generations(1)
    expect(elsewhere.events.map(({ type }) => type)).toEqual(['trace-create', 'generation-create'])
  })
})

test('the readiness, which needs no key, tells no secret of an address that cannot be reached', async () => {
  const env = { ...keys, LANGFUSE_HOST: 'http://someone:secret@127.0.0.1:9' }
  await using gateway = await startTestGateway({ config, env, dataDir })
  await call(gateway.url, 'waiting')
  const why = () => gateway.gateway.recording().destinations.langfuse
  while (why() === null) await new Promise((resolve) => setImmediate(resolve))
  const text = await (await fetch(`${gateway.url}/health/readiness`)).text()
  expect(text).toContain('http://127.0.0.1:9/api/public/ingestion')
  expect(text).not.toContain('secret')
})

test('no-log and redaction keep what they should out of the records', async () => {
  await using server = await startFakeServer()
  await using gateway = await startTestGateway({ config, env: connectTo(server), dataDir })
  await call(gateway.url, 'unrecorded', { 'no-log': true })
  await call(gateway.url, 'masked', { metadata: { trace_id: 'masked', mask_input: true, mask_output: true } })
  await server.generations(1)
  expect(traceIds(server)).toEqual(['masked'])
  expect(JSON.stringify(server.events)).not.toMatch(/ping|pong/)
})

test('what is redacted of a caller in the records stands in the ledger all the same', async () => {
  await using server = await startFakeServer()
  const litellm_settings = { redact_user_api_key_info: true }
  const redacting = { ...config, litellm_settings }
  await using gateway = await startTestGateway({ config: redacting, env: connectTo(server), dataDir })
  await call(gateway.url, 'redacted', {
    user: 'customer',
    metadata: { trace_id: 'redacted', tags: ['batch'] },
  })
  const [event] = await server.generations(1)
  expect(event?.body.metadata).not.toHaveProperty('user_api_key_hash')
  const whose = { user: 'default_user_id', endUser: 'customer', tags: ['batch'] }
  expect(server.ledger).toMatchObject([
    [
      {
        ...{ id: event?.id, traceId: 'redacted', observationId: event?.body.id, status: 'success', ...whose },
        ...{ key: expect.stringMatching(/^[0-9a-f]{64}$/), modelGroup: 'mocked', model: 'gpt-4o' },
        ...{ provider: 'openai', costDetails: { total: expect.any(Number) } },
      },
    ],
  ])
  expect(JSON.stringify(server.ledger)).not.toMatch(/ping|pong/)
})

test('a data folder that may not be written is refused with a remedy', async () => {
  const file = join(dataDir, 'a-file')
  await writeFile(file, '')
  const env = { ...keys, KANSOKU_DATA_DIR: join(file, 'below') }
  await expect(startTestGateway({ env, config, dataDir })).rejects.toThrow(/cannot be written \(ENOTDIR\)/)
})

test('kill -9 of the gateway under load loses no call whose answer had arrived, and doubles none', async () => {
  await using server = await startFakeServer()
  server.failWith = 503
  await writeFile(join(dataDir, 'config.yaml'), JSON.stringify(config))
  const env = {
    ...process.env,
    ...connectTo(server),
    KANSOKU_DATA_DIR: dataDir,
    KANSOKU_GATEWAY_PORT: '0',
    KANSOKU_CONFIG: join(dataDir, 'config.yaml'),
    KANSOKU_DEMO: 'off',
    LITELLM_MASTER_KEY: masterKey,
    LITELLM_LOG: 'silent',
  }
  const finished: string[] = []
  for (let round = 0; round < 3; round++) {
    const { child, url } = await startProcess(env)
    const before = finished.length
    const workers = Array.from({ length: 4 }, async (_, worker) => {
      for (let index = 0; child.exitCode === null && child.signalCode === null; index++) {
        const id = `${round}-${worker}-${index}`
        const done = await call(url, id, { stream: index % 2 === 0 }).catch(() => undefined)
        if (done) finished.push(done)
        if (finished.length > before + 60 && !child.killed) child.kill('SIGKILL')
      }
    })
    await Promise.all([...workers, once(child, 'exit')])
    if (round === 1) server.failWith = 0
  }
  await using _gateway: TestGateway = await startTestGateway({ config, env: connectTo(server), dataDir })
  await server.generations(finished.length)
  while (finished.some((id) => !traceIds(server).includes(id)))
    await new Promise((resolve) => setTimeout(resolve, 10))
  const generations = server.events.filter(({ type }) => type === 'generation-create')
  const idsByTrace = Map.groupBy(generations, ({ body }) => body.traceId as string)
  for (const id of finished) {
    const observations = new Set(idsByTrace.get(id)?.map(({ body }) => body.id as string))
    expect(observations.size, `generations of ${id}`).toBe(1)
  }
}, 60_000)

async function startProcess(env: NodeJS.ProcessEnv): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../main.ts')], {
    env,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const [message] = (await once(child, 'message')) as [{ type: string; url: string }]
  expect(message.type).toBe('ready')
  return { child, url: message.url }
}
