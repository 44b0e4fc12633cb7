import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type OpenAiEmulator, startOpenAiEmulator } from '@kansoku/emulators'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { masterKey, startTestGateway, type TestGateway } from '../testing/start-test-gateway.ts'

let upstream: OpenAiEmulator
let gateway: TestGateway
beforeAll(async () => {
  upstream = await startOpenAiEmulator()
  gateway = await startTestGateway({ config: fileWith('first') })
})
afterAll(() => Promise.all([gateway, upstream].map((one) => one?.[Symbol.asyncDispose]())))
beforeEach(async () => {
  await write(fileWith('first'))
  gateway.gateway.reload()
})

const fileWith = (model_name: string, sections: object = {}) => ({
  model_list: [
    {
      model_name,
      litellm_params: { model: 'openai/gpt-4o', api_base: `${upstream.url}/v1`, api_key: 'sk-emulator' },
    },
  ],
  ...sections,
})

const write = (file: object | string, name = 'config.yaml') =>
  writeFile(join(gateway.dataDir, name), typeof file === 'string' ? file : JSON.stringify(file))

async function listed(): Promise<string[]> {
  const { data } = (await (await gateway.fetch('/v1/models')).json()) as { data: { id: string }[] }
  return data.map(({ id }) => id)
}

const serves = (...names: string[]) => expect.poll(listed, { timeout: 20_000 }).toEqual(names)

async function isUpToDate(): Promise<boolean> {
  const { config } = (await (await gateway.fetch('/health/readiness')).json()) as {
    config: { up_to_date: boolean }
  }
  return config.up_to_date
}

test('a file that changes is in use by itself, while calls under way end as they began', async () => {
  upstream.faults.add({ kind: 'slow', firstChunkMs: 0, chunkMs: 50 })
  const stream = await gateway.fetch('/v1/chat/completions', {
    model: 'first',
    messages: [{ role: 'user', content: 'word after word '.repeat(20) }],
    stream: true,
  })
  await write(fileWith('second'))
  await serves('second')
  expect(await stream.text()).toMatch(/\[DONE\]\s*$/)
  const gone = await gateway.fetch('/v1/chat/completions', { model: 'first', messages: [] })
  expect(gone.status).toBe(400)
})

test('included files count, and files that are replaced rather than written', async () => {
  await write(fileWith('more'), 'more.yaml')
  await write(fileWith('first', { include: ['more.yaml'] }))
  await serves('first', 'more')
  await write(fileWith('other'), 'next.yaml')
  await rename(join(gateway.dataDir, 'next.yaml'), join(gateway.dataDir, 'more.yaml'))
  await serves('first', 'other')
})

test.each([
  ['broken', 'model_list: [\n'],
  ['of a wrong form', 'model_list: {a: b}\n'],
  ['that includes what does not exist', 'include: [nowhere.yaml]\n'],
])('a file %s is told and not used', async (_, text) => {
  await write(text)
  gateway.gateway.reload()
  expect(await isUpToDate()).toBe(false)
  expect(await listed()).toEqual(['first'])
  await write(fileWith('repaired'))
  gateway.gateway.reload()
  expect(await listed()).toEqual(['repaired'])
  expect(await isUpToDate()).toBe(true)
})

test('another master key, other variables and settings hold at once', async () => {
  const own = { general_settings: { master_key: 'sk-other' } }
  await write(fileWith('first', own))
  gateway.gateway.reload()
  expect((await gateway.fetch('/v1/models')).status).toBe(401)
  expect((await gateway.fetch('/v1/models', undefined, { authorization: 'Bearer sk-other' })).status).toBe(
    200,
  )
  const [entry] = fileWith('first').model_list
  await write({
    environment_variables: { UPSTREAM_KEY: 'sk-wrong' },
    model_list: [
      { ...entry, litellm_params: { ...entry?.litellm_params, api_key: 'os.environ/UPSTREAM_KEY' } },
    ],
  })
  gateway.gateway.reload()
  const refused = await gateway.fetch(
    '/v1/chat/completions',
    { model: 'first', messages: [{ role: 'user', content: 'hello' }], num_retries: 0 },
    { authorization: `Bearer ${masterKey}` },
  )
  expect(refused.status).toBe(401)
  expect(JSON.stringify(await refused.json())).toContain('OpenAIException')
})
