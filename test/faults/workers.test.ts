import { writeFile } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { call } from '../kit/langfuse-api.ts'
import { processesOf } from '../kit/processes.ts'
import { identity, type Product, runCli, startProduct } from '../kit/product.ts'
import { until } from '../kit/until.ts'

const authorization = `Bearer ${identity.masterKey}`
const model = 'demo-claude-sonnet-4'

let product: Product
beforeAll(async () => {
  product = await startProduct({ args: ['--workers', '2'] })
})
afterAll(() => product?.[Symbol.asyncDispose]())

interface Answer {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: asserted field by field
  readonly body: any
}

/** Over a connection of its own: workers take turns at new ones. */
function ask(path: string, body?: object, key = identity.masterKey): Promise<Answer> {
  const agent = new Agent({ keepAlive: false })
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const asked = request(
    `${product.gatewayUrl}${path}`,
    { method: body ? 'POST' : 'GET', headers, agent },
    (response) => {
      const isJson = String(response.headers['content-type']).includes('json')
      const read = async () => (await response.toArray()).join('')
      // What breaks off in the middle is no answer, either.
      read().then(
        (text) => resolve({ status: response.statusCode ?? 0, body: isJson ? JSON.parse(text) : text }),
        reject,
      )
    },
  )
  // As clients have one, so that a call which hangs is told as such.
  asked.setTimeout(20_000, () => asked.destroy(new Error(`no answer to ${path}`)))
  asked.on('error', reject).end(body && JSON.stringify(body))
  return promise
}

const chat = (key?: string) =>
  ask('/v1/chat/completions', { model, messages: [{ role: 'user', content: 'hi' }] }, key)
const eachOf = <T>(count: number, act: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => act(index)))

/** The process that answers no call has the others below it. Process ids say nothing of that: they begin anew. */
async function primary(): Promise<number | undefined> {
  const all = await processesOf(product.pid, 'gateway')
  const below = await Promise.all(all.map((pid) => processesOf(pid, 'gateway')))
  return all.find((_, index) => (below[index] ?? []).length > 0)
}

async function workers(): Promise<number[]> {
  const looksAfter = await primary()
  return looksAfter === undefined ? [] : processesOf(looksAfter, 'gateway')
}

async function createKey(limits: object): Promise<string> {
  const { body } = await call(`${product.gatewayUrl}/key/generate`, 'POST', limits, { authorization })
  await until(
    async () =>
      (await eachOf(6, () => ask('/v1/models', undefined, body.key))).every(({ status }) => status === 200),
    { describe: () => 'the key to be known to all workers' },
  )
  return body.key
}

test('two workers share the port, and one address tells what both have counted', async () => {
  expect(await workers()).toHaveLength(2)
  const answers = await eachOf(12, () => chat())
  expect(answers.map(({ status }) => status)).toEqual(Array(12).fill(200))
  const counted = async () => {
    const { body } = await ask('/metrics')
    const lines = String(body)
      .split('\n')
      .filter((line) => line.startsWith('litellm_proxy_total_requests_metric_total{'))
    return lines
      .filter((line) => line.includes('/v1/chat/completions') || line.includes(model))
      .reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0)
  }
  // A request counts once its connection is done with it.
  await until(async () => (await counted()) === 12, { describe: () => 'twelve calls to be counted' })
  expect(await counted()).toBe(12)
})

test('a limit of requests holds for all workers together', async () => {
  const key = await createKey({ rpm_limit: 10 })
  const answers = await eachOf(40, () => chat(key))
  const statuses = answers.map(({ status }) => status)
  expect(statuses.filter((status) => status === 200)).toHaveLength(10)
  expect(statuses.filter((status) => status === 429)).toHaveLength(30)
  expect(answers.find(({ status }) => status === 429)?.body.error.message).toMatch(/Limit type: requests/)
})

test('calls at the same time spend no more above a budget than the estimate of one, whichever worker takes them', async () => {
  const { body: one } = await ask('/v1/chat/completions', {
    model,
    messages: [{ role: 'user', content: 'hi' }],
  })
  expect(one.usage.total_tokens).toBeGreaterThan(0)
  const key = await createKey({ max_budget: 0.000001 })
  const answers = await eachOf(20, () => chat(key))
  const statuses = answers.map(({ status }) => status).toSorted()
  expect(statuses).toEqual([200, ...Array(19).fill(429)])
  await until(async () => (await chat(key)).status === 429, { describe: () => 'the budget to stay used up' })
})

test('a key and a model that one worker was told of are known to the other at once', async () => {
  const added = { model_name: 'added', litellm_params: { model: 'openai/gpt-4o', mock_response: 'pong' } }
  const { body: made } = await ask('/model/new', added)
  const { body: given } = await ask('/key/generate', {})
  const wanted = { model: 'added', messages: [{ role: 'user', content: 'hi' }] }
  const answers = await eachOf(8, () => ask('/v1/chat/completions', wanted, given.key))
  expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200))
  await ask('/model/delete', { id: made.model_id })
  const gone = await eachOf(8, () => ask('/v1/chat/completions', wanted, given.key))
  expect(gone.map(({ status }) => status)).toEqual(Array(8).fill(400))
})

test('a response that one worker has made is known to the other', async () => {
  const made = await eachOf(4, () => ask('/v1/responses', { model, input: 'remember me' }))
  for (const { body } of made) {
    const found = await eachOf(4, () => ask(`/v1/responses/${body.id}`))
    expect(found.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  }
})

test('when one worker is killed under load the other goes on, it comes back, and no call is lost', async () => {
  const before = await primary()
  const [victim = 0] = await workers()
  // Each asks the primary, and begins a task that the other worker is told of.
  const key = await createKey({ rpm_limit: 1_000_000 })
  const tools = [{ type: 'function', function: { name: 'look', parameters: { type: 'object' } } }]
  const traces: string[] = []
  const traced = async (index: number) => {
    const metadata = { trace_id: `worker-trace-${index}` }
    const body = { model, metadata, tools, messages: [{ role: 'user', content: `task ${index}` }] }
    const { status } = await ask('/v1/chat/completions', body, key).catch(() => ({ status: 0 }))
    if (status === 200) traces.push(metadata.trace_id)
  }
  const load = eachOf(60, traced)
  process.kill(victim, 'SIGKILL')
  await load
  await eachOf(20, (index) => traced(60 + index))
  expect(traces.length).toBeGreaterThan(0)
  const isBack = async () => {
    const now = await workers()
    return now.length === 2 && !now.includes(victim)
  }
  await until(isBack, { describe: () => 'another worker to start' })
  const answers = async () => (await eachOf(6, () => chat(key))).every(({ status }) => status === 200)
  await until(answers, { describe: () => 'all workers to answer' })
  expect(await primary()).toBe(before)
  const basic = `Basic ${btoa(`${identity.publicKey}:${identity.secretKey}`)}`
  const isRecorded = async (id: string) => {
    const path = `${product.serverUrl}/api/public/traces/${id}`
    return (await call(path, 'GET', undefined, { authorization: basic })).status === 200
  }
  for (const id of traces) await until(() => isRecorded(id), { describe: () => `${id} to be recorded` })
})

test('a worker that starts while the config changes has the new one, and a config that is refused reaches none', async () => {
  const env = { KANSOKU_DATA_DIR: product.dataDir }
  const file = join(product.dataDir, 'updated.yaml')
  const updated = { model_name: 'updated', litellm_params: { model: 'openai/gpt-4o', mock_response: 'pong' } }
  await writeFile(file, JSON.stringify({ model_list: [updated] }))
  const [victim = 0] = await workers()
  process.kill(victim, 'SIGKILL')
  const { code, output } = await runCli(['update-config', '-c', file], env)
  expect(code, output).toBe(0)
  const isBack = async () => {
    const now = await workers()
    return now.length === 2 && !now.includes(victim)
  }
  await until(isBack, { describe: () => 'another worker to start' })
  const wanted = { model: 'updated', messages: [{ role: 'user', content: 'hi' }] }
  const allKnow = async () =>
    (await eachOf(8, () => ask('/v1/chat/completions', wanted).catch(() => ({ status: 0 })))).every(
      ({ status }) => status === 200,
    )
  await until(allKnow, { describe: () => 'all workers to know the new config' })
  await writeFile(join(product.dataDir, 'broken.yaml'), 'model_list: [')
  expect((await runCli(['update-config', '-c', join(product.dataDir, 'broken.yaml')], env)).code).not.toBe(0)
  expect(await allKnow()).toBe(true)
})
