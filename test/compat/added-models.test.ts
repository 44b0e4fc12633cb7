import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type OpenAiEmulator, startOpenAiEmulator } from '@kansoku/emulators'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Answer, type GatewayWithServer, startGatewayWithServer } from '../kit/gateway-with-server.ts'

const apiKey = 'sk-emulator-credential'

let upstream: OpenAiEmulator
let world: GatewayWithServer
beforeAll(async () => {
  upstream = await startOpenAiEmulator({ apiKeys: [apiKey] })
  world = await startGatewayWithServer({
    model_list: [
      { model_name: 'of-the-file', litellm_params: { model: 'openai/gpt-4o', mock_response: 'pong' } },
    ],
    litellm_settings: { drop_params: true },
  })
})
afterAll(async () => {
  await world?.[Symbol.asyncDispose]()
  await upstream?.[Symbol.asyncDispose]()
})

const ask: GatewayWithServer['ask'] = (...wanted) => world.ask(...wanted)

const params = () => ({ model: 'openai/gpt-4o-mini', api_base: `${upstream.url}/v1`, api_key: apiKey })
const chat = (model: string) =>
  ask('/v1/chat/completions', { model, messages: [{ role: 'user', content: 'ping' }] })
const names = async () => (await ask('/v1/models')).body.data.map(({ id }: { id: string }) => id)

async function add(name: string, more: object = {}): Promise<Answer['body']> {
  const { status, body } = await ask('/model/new', {
    model_name: name,
    litellm_params: { ...params(), ...more },
  })
  expect({ status, body }).toMatchObject({ status: 200 })
  return body
}

test('a model that was added is called at once, stands beside those of the file, and goes again', async () => {
  const { model_id: id, ...row } = await add('added', { rpm: 100 })
  expect(row).toMatchObject({
    model_name: 'added',
    litellm_params: { model: 'openai/gpt-4o-mini', rpm: 100 },
    model_info: { id, db_model: true },
    created_by: 'default_user_id',
  })
  expect(await chat('added')).toMatchObject({ status: 200, body: { model: 'added' } })
  expect(await names()).toEqual(expect.arrayContaining(['of-the-file', 'added']))
  const { body } = await ask('/v1/model/info')
  const shown = body.data.find(({ model_name: name }: { model_name: string }) => name === 'added')
  expect(shown).toMatchObject({ model_info: { id, db_model: true, max_input_tokens: 128_000 } })
  expect(await ask('/model/delete', { id })).toEqual({
    status: 200,
    body: { message: `Model: ${id} deleted successfully` },
  })
  expect(await names()).not.toContain('added')
  expect((await chat('added')).status).toBe(400)
})

test('a change keeps what it does not name, and null takes a setting away', async () => {
  const { model_id: id } = await add('changing', { rpm: 100, timeout: 9 })
  const renamed = await ask('/model/update', { model_name: 'changed', model_info: { id, mode: 'chat' } })
  expect(renamed.body).toMatchObject({
    model_name: 'changed',
    litellm_params: { rpm: 100, timeout: 9 },
    model_info: { id, mode: 'chat' },
  })
  expect(await chat('changed')).toMatchObject({ status: 200 })
  const patched = await world.gateway.fetch(`/model/${id}/update`, undefined, {})
  expect(patched.status).toBe(405)
  const answer = await fetch(`${world.gateway.url}/model/${id}/update`, {
    method: 'PATCH',
    headers: { authorization: 'Bearer sk-test-master-key', 'content-type': 'application/json' },
    body: JSON.stringify({ litellm_params: { rpm: null } }),
  })
  const body = (await answer.json()) as Answer['body']
  expect(body.litellm_params).toEqual({ model: 'openai/gpt-4o-mini', timeout: 9 })
  expect(await chat('changed')).toMatchObject({ status: 200 })
})

test('an id that says nothing is none', async () => {
  const nameless = { model_name: 'nameless', litellm_params: params(), model_info: { id: null } }
  const made = [await ask('/model/new', nameless), await ask('/model/new', nameless)]
  expect(made.map(({ status }) => status)).toEqual([200, 200])
  const ids = made.map(({ body }) => body.model_id)
  expect(new Set(ids).size).toBe(2)
  expect(ids).not.toContain('null')
})

test('credentials are shown to nobody and encrypted in the database', async () => {
  const row = await add('secretive')
  const texts = [
    row,
    (await ask('/v1/model/info')).body,
    (await ask('/model_group/info')).body,
    (await ask('/health')).body,
  ]
  expect(JSON.stringify(texts)).not.toContain(apiKey)
  const { rows } = await world.server.server.context.metadata.pool.query(
    'select * from kansoku.gateway_models',
  )
  expect(rows.length).toBeGreaterThan(0)
  expect(JSON.stringify(rows)).not.toContain(apiKey)
})

test.each([
  [{ model_name: 'x', litellm_params: { api_key: 'k' } }, /has no litellm_params.model/],
  [
    { model_name: 'x', litellm_params: { model: 'openai/gpt-4o', timeout: 'soon' } },
    /timeout that is not a number/,
  ],
  [{ model_name: '', litellm_params: { model: 'openai/gpt-4o' } }, /model_name/],
  [{ litellm_params: { model: 'openai/gpt-4o' } }, /model_name/],
])('a model that could not be called is refused: %j', async (wanted, expected) => {
  const { status, body } = await ask('/model/new', wanted)
  expect([400, 422]).toContain(status)
  expect(body.error.message).toMatch(expected)
})

test('models of the file are not changed here, ids are taken once, and virtual keys may not', async () => {
  const { body } = await ask('/v1/model/info')
  const ofFile = body.data.find(({ model_name: name }: { model_name: string }) => name === 'of-the-file')
    .model_info.id
  expect(await ask('/model/delete', { id: ofFile })).toMatchObject({
    status: 404,
    body: { error: { message: expect.stringContaining('config file') } },
  })
  const twice = { model_name: 'twice', litellm_params: params(), model_info: { id: 'mine' } }
  expect((await ask('/model/new', twice)).status).toBe(200)
  expect(await ask('/model/new', twice)).toMatchObject({
    status: 400,
    body: { error: { message: expect.stringContaining('mine') } },
  })
  const { key } = (await ask('/key/generate', {})).body
  expect((await ask('/model/new', { ...twice, model_info: {} }, key)).status).toBe(403)
  expect((await ask('/model/delete', { id: 'mine' }, key)).status).toBe(403)
})

test('models that were added outlast a restart, and stand in what is kept for the time that the server is away', async () => {
  await add('lasting')
  await world.restartGateway()
  expect(await chat('lasting')).toMatchObject({ status: 200 })
  // What a gateway starts with whose server does not answer.
  const kept = await readFile(join(world.gateway.dataDir, 'gateway', 'snapshot.json'), 'utf8')
  expect(JSON.parse(kept).models.map(({ modelName }: { modelName: string }) => modelName)).toContain(
    'lasting',
  )
})
