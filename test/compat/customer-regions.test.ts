import { afterAll, beforeAll, expect, test } from 'vitest'
import { type GatewayWithServer, startGatewayWithServer } from '../kit/gateway-with-server.ts'

const inRegion = (model_name: string, region_name: string, order?: number) => ({
  model_name,
  litellm_params: { model: 'openai/gpt-4o', mock_response: `from ${region_name}`, region_name, order },
})
const bedrock = (region: string) => ({
  model_name: 'nova',
  litellm_params: {
    ...{ model: 'bedrock/amazon.nova-pro-v1:0', aws_region_name: region, mock_response: `from ${region}` },
    ...{ aws_access_key_id: 'AKIA', aws_secret_access_key: 'secret' },
  },
})
const config = {
  model_list: [
    ...[inRegion('fast', 'eu-west-1'), inRegion('fast', 'us-east-1'), inRegion('american', 'us-east-1')],
    ...[inRegion('ordered', 'us-east-1', 1), inRegion('ordered', 'eu-west-1', 2)],
    ...[bedrock('eu-central-1'), bedrock('us-west-2')],
    { model_name: 'nowhere', litellm_params: { model: 'openai/gpt-4o', mock_response: 'from nowhere' } },
  ],
  litellm_settings: { cache: true, cache_params: { mode: 'default_off' } },
}

let world: GatewayWithServer
beforeAll(async () => {
  world = await startGatewayWithServer(config)
})
afterAll(() => world?.[Symbol.asyncDispose]())

const ask: GatewayWithServer['ask'] = (...wanted) => world.ask(...wanted)

/** Where a call was answered, or the status of a refusal. */
async function answerFrom(user: string, model: string): Promise<string | number> {
  const { status, body } = await ask('/v1/chat/completions', {
    ...{ model, user, messages: [{ role: 'user', content: 'ping' }] },
  })
  return status === 200 ? body.choices[0].message.content : status
}

const whereOften = async (user: string, model: string) =>
  new Set(await Promise.all(Array.from({ length: 12 }, () => answerFrom(user, model))))

test('calls for a customer are answered in the region that they are bound to', async () => {
  const made = await ask('/customer/new', { user_id: 'european', allowed_model_region: 'eu' })
  expect(made.body).toMatchObject({ allowed_model_region: 'eu', default_model: null })
  expect(await whereOften('european', 'fast')).toEqual(new Set(['from eu-west-1']))
  expect(await whereOften('european', 'nova')).toEqual(new Set(['from eu-central-1']))
  expect(await whereOften('anybody', 'fast')).toEqual(new Set(['from eu-west-1', 'from us-east-1']))
})

test('where none is there, or nobody knows where it is, the call is refused', async () => {
  expect(await answerFrom('european', 'american')).toBe(403)
  expect(await answerFrom('european', 'nowhere')).toBe(403)
  const { body } = await ask('/v1/chat/completions', {
    ...{ model: 'american', user: 'european', messages: [{ role: 'user', content: 'ping' }] },
  })
  expect(body.error.message).toContain('region eu that end user european is bound to')
})

test('the default model of the customer answers in its place', async () => {
  await ask('/customer/update', { user_id: 'european', default_model: 'nowhere' })
  expect(await answerFrom('european', 'american')).toBe('from nowhere')
  expect(await answerFrom('european', 'fast')).toBe('from eu-west-1')
})

test('an answer that was kept elsewhere is not given to a customer who is bound to a region', async () => {
  const askCached = async () => {
    const answer = await world.gateway.fetch('/v1/chat/completions', {
      ...{ model: 'ordered', user: 'german', messages: [{ role: 'user', content: 'kept' }] },
      cache: { 'use-cache': true },
    })
    const isKept = answer.headers.has('x-litellm-cache-key')
    const body = (await answer.json()) as { choices: [{ message: { content: string } }] }
    return [body.choices[0].message.content, isKept]
  }
  expect(await askCached()).toEqual(['from us-east-1', false])
  expect(await askCached()).toEqual(['from us-east-1', true])
  await ask('/customer/new', { user_id: 'german', allowed_model_region: 'eu' })
  expect(await askCached()).toEqual(['from eu-west-1', false])
  expect(await askCached()).toEqual(['from eu-west-1', true])
  const odd = await ask('/customer/update', { user_id: 'german', allowed_model_region: 'Europe' })
  expect(odd.status).toBe(400)
  expect(odd.body.error.message).toContain('A region is written as eu, us or eu-central-1')
})

test('one region may be named whole, and the binding taken away', async () => {
  await ask('/customer/new', { user_id: 'strict', allowed_model_region: 'us-west-2' })
  expect(await answerFrom('strict', 'nova')).toBe('from us-west-2')
  expect(await answerFrom('strict', 'fast')).toBe(403)
  await ask('/customer/update', { user_id: 'strict', allowed_model_region: null })
  expect(await answerFrom('strict', 'nowhere')).toBe('from nowhere')
  expect(await ask('/customer/new', { user_id: 'odd', allowed_model_region: 'Mars!' })).toMatchObject({
    status: 400,
  })
})
