import { afterAll, beforeAll, expect, test } from 'vitest'
import { signIn, startTestServer, type TestServer } from '../../testing/start-test-server.ts'

let server: TestServer
let cookie: string
beforeAll(async () => {
  server = await startTestServer()
  cookie = await signIn(server)
})
afterAll(() => server?.[Symbol.asyncDispose]())

async function ask(method: string, path: string, body?: object) {
  const answer = await server.fetch(`/api/app/projects/cline-project${path}`, {
    method,
    headers: { cookie },
    ...(body ? { body } : {}),
  })
  // biome-ignore lint/suspicious/noExplicitAny: asserted field by field
  return { status: answer.status, body: (await answer.json()) as any }
}
const match = async (model: string, usage: Record<string, number>) =>
  (await ask('POST', '/model-definitions/match', { model, usage })).body

const tiered = {
  modelName: 'our-model',
  matchPattern: '^our-model(-v\\d+)?$',
  pricingTiers: [
    {
      name: 'Standard',
      isDefault: true,
      priority: 0,
      conditions: [],
      prices: { input: 0.000001, output: 0.000002 },
    },
    {
      name: 'Long',
      isDefault: false,
      priority: 1,
      conditions: [{ usageDetailPattern: '^input', operator: 'gt', value: 1000 }],
      prices: { input: 0.000003, output: 0.000004 },
    },
  ],
}

test('a model of the price list is matched, and what its tokens cost', async () => {
  const { match: found } = await match('bedrock/us.anthropic.claude-3-7-sonnet-20250219-v1:0', {
    input: 1_000_000,
    output: 1000,
    odd_things: 5,
  })
  expect(found).toMatchObject({ isOwn: false, modelId: expect.any(String), unpriced: ['odd_things'] })
  expect(found.costs.map(({ key, units, cost }: never) => [key, units, Number(cost)])).toEqual([
    ['input', 1_000_000, 3],
    ['output', 1000, 0.015],
    ['total', null, 3.015],
  ])
})

test('a model of one’s own is made, matched by its tiers, changed under its id and deleted', async () => {
  expect((await match('our-model-v2', { input: 1 })).match).toBeNull()
  expect((await match('our-model-v2', { input: 1 })).reason).toContain('our-model-v2')
  const { body: made } = await ask('POST', '/model-definitions', tiered)
  const matched = async (input: number) => {
    const { match: found } = await match('our-model-v2', { input, output: 10 })
    return [found.modelId, found.isOwn, found.tier, Number(found.costs.at(-1).cost)]
  }
  expect(await matched(1000)).toEqual([made.id, true, 'Standard', 0.00102])
  expect(await matched(2000)).toEqual([made.id, true, 'Long', 0.00604])

  const { body: all } = await ask('GET', '/model-definitions')
  expect(all.mayChange).toBe(true)
  expect(all.models.length).toBeGreaterThan(100)
  expect(all.models.filter((one: { isLangfuseManaged: boolean }) => !one.isLangfuseManaged)).toEqual([made])

  const flat = { modelName: 'our-model', matchPattern: '^our-model', unit: 'TOKENS', inputPrice: 1 }
  const { body: changed } = await ask('PUT', `/model-definitions/${made.id}`, flat)
  expect(changed).toMatchObject({ id: made.id, matchPattern: '^our-model', inputPrice: 1 })
  expect(await matched(2000)).toEqual([made.id, true, 'Standard', 2000])
  const other = { ...flat, modelName: 'another', matchPattern: '^another$' }
  const { body: second } = await ask('POST', '/model-definitions', other)
  const taken = await ask('PUT', `/model-definitions/${second.id}`, flat)
  expect([taken.status, taken.body.message]).toEqual([400, expect.stringContaining('already exists')])
  expect((await ask('PUT', `/model-definitions/${second.id}`, { ...other, matchPattern: '(' })).status).toBe(
    400,
  )

  expect((await ask('DELETE', `/model-definitions/${made.id}`)).status).toBe(200)
  expect((await match('our-model-v2', { input: 1 })).match).toBeNull()
  const managed = all.models.find((one: { isLangfuseManaged: boolean }) => one.isLangfuseManaged)
  expect((await ask('PUT', `/model-definitions/${managed.id}`, flat)).status).toBe(404)
})

test('score configs are made, archived and taken back', async () => {
  const config = { name: 'Quality', dataType: 'NUMERIC', minValue: 0, maxValue: 10 }
  const { body: made } = await ask('POST', '/score-configs', config)
  expect(made).toMatchObject({ ...config, isArchived: false })
  expect((await ask('POST', '/score-configs', { ...config, maxValue: 0 })).status).toBe(400)
  for (const isArchived of [true, false]) {
    await ask('PATCH', `/score-configs/${made.id}`, { isArchived })
    const { body } = await ask('GET', '/score-configs')
    expect(body).toMatchObject({ configs: [{ id: made.id, isArchived }], mayChange: true })
  }
})
