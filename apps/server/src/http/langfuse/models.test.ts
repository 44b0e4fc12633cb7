import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createOtherProject } from '../../testing/other-project.ts'
import { type ProjectClient, projectClient } from '../../testing/project-client.ts'
import { event } from '../../testing/read-server.ts'
import { startTestServer, type TestServer } from '../../testing/start-test-server.ts'

let server: TestServer
let own: ProjectClient
let other: ProjectClient
beforeAll(async () => {
  server = await startTestServer()
  own = projectClient(server)
  other = projectClient(server, await createOtherProject(server))
}, 60_000)
afterAll(() => server?.[Symbol.asyncDispose]())

let generations = 0

/** Stores a generation of 1000 input and 100 output tokens and reads it back. */
async function generate(client: ProjectClient, model: string, body: object = {}) {
  generations += 1
  const id = `generation-${generations}`
  const usageDetails = { input: 1000, output: 100 }
  const startTime = '2026-11-20T10:00:00.000Z'
  const generation = event('generation-create', { id, model, usageDetails, startTime, ...body })
  const { body: answer } = await client.post('/ingestion', { batch: [generation] })
  expect(answer.errors).toEqual([])
  return (await client.get(`/observations/${id}`)).body
}

const flat = { unit: 'TOKENS', inputPrice: 0.001, outputPrice: 0.002 }

describe('a model of the project', () => {
  test('prices what comes in from the moment it exists until it is deleted', async () => {
    const managed = await generate(own, 'gpt-4o')
    expect(managed).toMatchObject({ calculatedTotalCost: 0.0035, inputPrice: 0.0000025 })

    const { status, body: model } = await own.post('/models', {
      modelName: 'gpt-4o',
      matchPattern: '(?i)^gpt-4o$',
      ...flat,
    })
    expect([status, model]).toEqual([
      200,
      {
        id: expect.any(String),
        modelName: 'gpt-4o',
        matchPattern: '(?i)^gpt-4o$',
        startDate: null,
        unit: 'TOKENS',
        inputPrice: 0.001,
        outputPrice: 0.002,
        totalPrice: null,
        tokenizerId: null,
        tokenizerConfig: null,
        isLangfuseManaged: false,
        createdAt: expect.stringMatching(/^\d{4}-.*Z$/),
        prices: { input: { price: 0.001 }, output: { price: 0.002 } },
        pricingTiers: [
          {
            id: `${model.id}_tier_default`,
            name: 'Standard',
            isDefault: true,
            priority: 0,
            conditions: [],
            prices: { input: 0.001, output: 0.002 },
          },
        ],
      },
    ])
    expect((await own.get(`/models/${model.id}`)).body).toEqual(model)

    const priced = await generate(own, 'GPT-4o')
    expect(priced).toMatchObject({
      modelId: model.id,
      inputPrice: 0.001,
      outputPrice: 0.002,
      calculatedInputCost: 1,
      calculatedOutputCost: 0.2,
      calculatedTotalCost: 1.2,
      usagePricingTierName: 'Standard',
    })
    const { body: v2 } = await own.get(`/v2/observations?fields=core,model,usage&traceId=${priced.traceId}`)
    expect(v2.data).toMatchObject([
      {
        modelId: model.id,
        internalModelId: model.id,
        inputPrice: '0.001',
        outputPrice: '0.002',
        totalCost: 1.2,
      },
    ])
    const { body: trace } = await own.get(`/traces/${priced.traceId}`)
    expect(trace.observations).toMatchObject([{ inputPrice: 0.001 }])
    expect(await generate(other, 'gpt-4o')).toMatchObject({ calculatedTotalCost: 0.0035 })

    const deleted = await own.delete(`/models/${model.id}`)
    expect([deleted.status, deleted.body]).toEqual([200, { message: 'Model successfully deleted' }])
    expect(await generate(own, 'gpt-4o')).toMatchObject({
      modelId: managed.modelId,
      calculatedTotalCost: 0.0035,
    })
    expect((await own.get(`/observations/${priced.id}`)).body).toMatchObject({ calculatedTotalCost: 1.2 })
  })

  test('holds from its start on, the latest start first', async () => {
    const define = (startDate: string | null, inputPrice: number) =>
      own.post('/models', {
        modelName: 'dated',
        matchPattern: '^dated$',
        startDate,
        unit: 'TOKENS',
        inputPrice,
      })
    expect((await define(null, 0.001)).status).toBe(200)
    expect((await define('2026-11-01', 0.002)).body).toMatchObject({ startDate: '2026-11-01T00:00:00.000Z' })
    expect((await define('2026-12-01T00:00:00Z', 0.003)).status).toBe(200)
    const costs = []
    for (const startTime of ['2026-10-31T23:59:59Z', '2026-11-01T00:00:00Z', '2026-12-02T00:00:00Z']) {
      costs.push((await generate(own, 'dated', { startTime })).calculatedTotalCost)
    }
    expect(costs).toEqual([1, 2, 3])
    const again = await define('2026-11-01T00:00:00.000Z', 0.004)
    expect([again.status, again.body.message]).toEqual([
      400,
      expect.stringContaining("Model name 'dated' already exists in project"),
    ])
  })

  test('may have tiers, by usage, by parameters and by metadata', async () => {
    const tier = (name: string, priority: number, input: number, conditions: object[]) => ({
      name,
      priority,
      isDefault: priority === 0,
      conditions,
      prices: { input, output: 0 },
    })
    const { status, body: model } = await own.post('/models', {
      modelName: 'tiered',
      matchPattern: '^tiered$',
      pricingTiers: [
        tier('Large', 2, 0.003, [{ usageDetailPattern: '^INPUT', operator: 'gt', value: 5000 }]),
        tier('Standard', 0, 0.001, []),
        tier('Fast', 1, 0.002, [
          { source: 'model_parameters', key: 'service_tier', operator: 'in', values: ['fast'] },
        ]),
        tier('Contract', 3, 0.004, [
          { source: 'metadata', key: 'plan', operator: 'in', values: ['gold', '7'] },
          { usageDetailPattern: 'output', operator: 'lte', value: 100 },
        ]),
      ],
    })
    expect([status, model.unit]).toEqual([200, null])
    expect(model.pricingTiers.map(({ name }: { name: string }) => name)).toEqual([
      'Standard',
      'Fast',
      'Large',
      'Contract',
    ])
    expect(model.pricingTiers[2].conditions).toEqual([
      { usageDetailPattern: '^INPUT', operator: 'gt', value: 5000, caseSensitive: false },
    ])
    const tiers = [
      await generate(own, 'tiered'),
      await generate(own, 'tiered', { modelParameters: { service_tier: 'fast' } }),
      await generate(own, 'tiered', { usageDetails: { input: 6000, output: 1 } }),
      await generate(own, 'tiered', { metadata: { plan: 'gold' } }),
      await generate(own, 'tiered', { metadata: { plan: '7' } }),
      await generate(own, 'tiered', { metadata: { plan: 7 } }),
      await generate(own, 'tiered', {
        metadata: { plan: 'gold' },
        usageDetails: { input: 1000, output: 101 },
      }),
    ]
    expect(
      tiers.map((read) => [read.usagePricingTierName, read.inputPrice, read.calculatedTotalCost]),
    ).toEqual([
      ['Standard', 0.001, 1],
      ['Fast', 0.002, 2],
      ['Large', 0.003, 18],
      ['Contract', 0.004, 4],
      ['Contract', 0.004, 4],
      ['Contract', 0.004, 4],
      ['Standard', 0.001, 1],
    ])
  })

  test('is unknown to other projects', async () => {
    const { body: model } = await own.post('/models', {
      modelName: 'secret',
      matchPattern: 'secret',
      ...flat,
    })
    for (const answer of [
      await other.get(`/models/${model.id}`),
      await other.delete(`/models/${model.id}`),
    ]) {
      expect([answer.status, answer.body.error]).toEqual([404, 'LangfuseNotFoundError'])
    }
    expect((await own.get(`/models/${model.id}`)).status).toBe(200)
    expect((await other.get('/models?limit=100')).body.data).not.toContainEqual(
      expect.objectContaining({ modelName: 'secret' }),
    )
    expect(await generate(other, 'secret')).toMatchObject({ modelId: null, calculatedTotalCost: null })
  })
})

describe('the models of the price list', () => {
  test('are listed by name with those of the project, page by page', async () => {
    await own.post('/models', { modelName: 'aaa-first', matchPattern: 'aaa', ...flat })
    const { body } = await own.get('/models?limit=2')
    expect(body.data[0]).toMatchObject({ modelName: 'aaa-first', isLangfuseManaged: false })
    expect(body.data[1]).toMatchObject({ isLangfuseManaged: true, prices: expect.any(Object) })
    const { totalItems } = body.meta
    expect(body.meta).toEqual({ page: 1, limit: 2, totalItems, totalPages: Math.ceil(totalItems / 2) })
    expect(totalItems).toBeGreaterThan(160)
    const { body: beyond } = await own.get('/models?page=1000')
    expect(beyond.data).toEqual([])
    expect((await own.get('/models?page=0')).status).toBe(400)
  })

  test('can be read but not deleted', async () => {
    const { modelId } = await generate(own, 'gpt-4o')
    expect((await own.get(`/models/${modelId}`)).body).toMatchObject({
      modelName: 'gpt-4o',
      isLangfuseManaged: true,
      tokenizerId: 'openai',
    })
    const refused = await own.delete(`/models/${modelId}`)
    expect([refused.status, refused.body]).toEqual([
      404,
      {
        message: expect.stringContaining('You cannot delete built-in models'),
        error: 'LangfuseNotFoundError',
      },
    ])
  })
})

test("a long context costs what the price list's tier for it says", async () => {
  const long = await generate(own, 'gemini-2.5-pro', { usageDetails: { input: 200_001, output: 100 } })
  const short = await generate(own, 'gemini-2.5-pro', { usageDetails: { input: 200_000, output: 100 } })
  expect([long, short].map((read) => [read.usagePricingTierName, read.inputPrice])).toEqual([
    ['Large Context', 0.0000025],
    ['Standard', 0.00000125],
  ])
})

describe('a generation without usage', () => {
  const said = {
    usageDetails: null,
    input: [{ role: 'user', content: 'Say hello' }],
    output: 'Hello, World!',
  }

  test('has the tokens that the tokenizer of its model counts, and their cost', async () => {
    const usage = { input: 9, output: 4, total: 13, unit: 'TOKENS' }
    expect(await generate(other, 'gpt-4o', said)).toMatchObject({
      usage,
      usageDetails: { input: 9, output: 4, total: 13 },
      calculatedInputCost: 0.0000225,
      calculatedOutputCost: 0.00004,
      calculatedTotalCost: 0.0000625,
    })
    expect(await generate(other, 'claude-3-haiku-20240307', { ...said, input: 'Hi' })).toMatchObject({
      usageDetails: { input: 1, output: 4, total: 5 },
    })
  })

  test('has none where its model has no tokenizer', async () => {
    expect(await generate(other, 'gemini-2.5-pro', said)).toMatchObject({
      usageDetails: {},
      calculatedTotalCost: null,
    })
  })

  test('is counted as the project defines its model', async () => {
    const define = (modelName: string, tokenizer: object) =>
      other.post('/models', { modelName, matchPattern: `^${modelName}$`, ...flat, ...tokenizer })
    const tokenizerConfig = { tokenizerModel: 'gpt-4o', tokensPerMessage: 100, tokensPerName: 0 }
    await define('own-gpt', { tokenizerId: 'openai', tokenizerConfig })
    await define('own-unknown', { tokenizerId: 'openai', tokenizerConfig: { tokenizerModel: 'unheard-of' } })
    expect(await generate(other, 'own-gpt', said)).toMatchObject({
      usageDetails: { input: 106, output: 4, total: 110 },
      calculatedTotalCost: 0.114,
    })
    expect(await generate(other, 'own-unknown', said)).toMatchObject({
      usageDetails: {},
      output: said.output,
    })
  })
})

describe('a definition that is refused says why', () => {
  const base = { modelName: 'm', matchPattern: 'm' }
  const standard = { name: 'Standard', isDefault: true, priority: 0, conditions: [], prices: { input: 1 } }
  const usage = { usageDetailPattern: 'input', operator: 'gt', value: 1 }
  const large = { name: 'Large', isDefault: false, priority: 1, conditions: [usage], prices: { input: 2 } }
  const tiers = (...pricingTiers: object[]) => ({ ...base, pricingTiers })
  const withPattern = (usageDetailPattern: string) =>
    tiers(standard, { ...large, conditions: [{ ...usage, usageDetailPattern }] })
  const either = 'Must provide either flat prices (inputPrice/outputPrice/totalPrice) OR pricingTiers'

  test.each<[string, object]>([
    [either, base],
    [`${either}, not both`, { ...base, ...flat, pricingTiers: [standard] }],
    ['unit is required with flat prices', { ...base, inputPrice: 1 }],
    ['If input and/or output price is set, total price must be null', { ...base, ...flat, totalPrice: 1 }],
    ['Too small', { ...base, unit: 'TOKENS', inputPrice: -1 }],
    ['Invalid option', { ...base, ...flat, unit: 'BYTES' }],
    ['Invalid option', { ...base, ...flat, tokenizerId: 'mine' }],
    ['matchPattern is not a valid regex pattern (Postgres)', { ...base, ...flat, matchPattern: '(?i)^(gpt' }],
    ['matchPattern cannot be used', { ...base, ...flat, matchPattern: '^gpt(?!-4)' }],
    ['characters without meaning', { ...base, ...flat, modelName: 'm\0' }],
    ['cannot be stored', { ...base, ...flat, tokenizerConfig: { deep: ['\ud800'] } }],
    ['Exactly one pricing tier must have isDefault: true', tiers({ ...large, priority: 0 })],
    [
      'Only one pricing tier can have isDefault: true, found 2',
      tiers(standard, { ...standard, name: 'Two' }),
    ],
    ['Default pricing tier must have priority: 0', tiers({ ...standard, priority: 1 })],
    ['Default pricing tier must have empty conditions array', tiers({ ...standard, conditions: [usage] })],
    ['"Large" must have at least one condition', tiers(standard, { ...large, conditions: [] })],
    ['priorities must be unique within a model', tiers(standard, { ...large, priority: 0 })],
    ['Pricing tier names must be unique', tiers(standard, { ...large, name: ' Standard ' })],
    ['must have at least one price defined', tiers({ ...standard, prices: {} })],
    [
      'must have the same usage keys as the default tier. Expected: [input], Got: [input, output]',
      tiers(standard, { ...large, prices: { input: 1, output: 1 } }),
    ],
    ['catastrophic backtracking', withPattern('(a+)+')],
    ['must be valid regex', withPattern('(')],
    ['maximum length of 200 characters', withPattern('a'.repeat(201))],
  ])('%s', async (message, body) => {
    const answer = await own.post('/models', body)
    expect([answer.status, JSON.stringify(answer.body)]).toEqual([
      400,
      expect.stringContaining(JSON.stringify(message).slice(1, -1)),
    ])
  })
})
