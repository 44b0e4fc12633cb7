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

async function configure(body: object): Promise<string> {
  const answer = await own.post('/score-configs', body)
  expect([answer.status, answer.body]).toEqual([200, expect.objectContaining(body)])
  return answer.body.id
}

const tones = [
  { label: 'kind', value: 2 },
  { label: 'rude', value: -1 },
]

describe('a score config', () => {
  test('is created, read, listed and changed', async () => {
    const { status, body: created } = await own.post('/score-configs', {
      name: '正確さ (v1.0)',
      dataType: 'NUMERIC',
      minValue: 0,
      maxValue: 10,
      description: 'How right it is',
    })
    expect([status, created]).toEqual([
      200,
      {
        id: expect.any(String),
        name: '正確さ (v1.0)',
        createdAt: expect.stringMatching(/Z$/),
        updatedAt: created.createdAt,
        projectId: 'cline-project',
        dataType: 'NUMERIC',
        isArchived: false,
        minValue: 0,
        maxValue: 10,
        categories: null,
        description: 'How right it is',
      },
    ])
    expect((await own.get(`/score-configs/${created.id}`)).body).toEqual(created)
    const newest = await configure({ name: 'Tone', dataType: 'CATEGORICAL', categories: tones })
    const { body: page } = await own.get('/score-configs?limit=1')
    expect(page.data).toMatchObject([{ id: newest, categories: tones }])
    expect(page.meta).toMatchObject({ page: 1, limit: 1, totalItems: page.meta.totalPages })

    const changed = await own.patch(`/score-configs/${created.id}`, {
      name: 'Accuracy',
      maxValue: null,
      isArchived: true,
    })
    const { updatedAt } = changed.body
    expect([changed.status, changed.body]).toEqual([
      200,
      { ...created, name: 'Accuracy', maxValue: null, isArchived: true, updatedAt },
    ])
    expect(Date.parse(updatedAt)).toBeGreaterThanOrEqual(Date.parse(created.updatedAt))
    expect((await own.get(`/score-configs/${created.id}`)).body).toEqual(changed.body)
  })

  test('of true and false has its categories from the start', async () => {
    const { body } = await own.post('/score-configs', { name: 'Safe', dataType: 'BOOLEAN' })
    const categories = [
      { label: 'True', value: 1 },
      { label: 'False', value: 0 },
    ]
    expect(body).toMatchObject({ categories, minValue: null, maxValue: null })
    const renamed = await own.patch(`/score-configs/${body.id}`, { name: 'Harmless' })
    expect(renamed.body).toMatchObject({ name: 'Harmless', categories })
  })

  test('is unknown to other projects', async () => {
    const id = await configure({ name: 'Ours', dataType: 'NUMERIC' })
    const missing = {
      message: 'Score config not found within authorized project',
      error: 'LangfuseNotFoundError',
    }
    for (const answer of [
      await other.get(`/score-configs/${id}`),
      await other.patch(`/score-configs/${id}`, { isArchived: true }),
      await own.get('/score-configs/no-such-config'),
    ]) {
      expect([answer.status, answer.body]).toEqual([404, missing])
    }
    expect((await other.get('/score-configs')).body.data).toEqual([])
    const score = await other.post('/scores', { traceId: 't', name: 'Ours', value: 1, configId: id })
    expect(score.status).toBe(400)
  })

  const malformed = 'Category must be an array of objects'
  test.each<[string, object]>([
    ['Too small', { name: '', dataType: 'NUMERIC' }],
    ['Too big', { name: 'x'.repeat(36), dataType: 'NUMERIC' }],
    ['Only letters, numbers', { name: 'a/b', dataType: 'NUMERIC' }],
    ['Invalid option', { name: 'a', dataType: 'CORRECTION' }],
    ['Maximum value must be greater than Minimum value', { dataType: 'NUMERIC', minValue: 1, maxValue: 1 }],
    ['only for data type CATEGORICAL', { dataType: 'NUMERIC', categories: tones }],
    ['minValue is only for data type NUMERIC', { dataType: 'CATEGORICAL', categories: tones, minValue: 1 }],
    [malformed, { dataType: 'CATEGORICAL' }],
    [malformed, { dataType: 'CATEGORICAL', categories: [] }],
    [malformed, { dataType: 'CATEGORICAL', categories: 'kind' }],
    [
      'Duplicate category label: kind, category labels must be unique',
      { dataType: 'CATEGORICAL', categories: [...tones, { label: 'kind', value: 5 }] },
    ],
    [
      'Duplicate category value: 2, category values must be unique',
      { dataType: 'CATEGORICAL', categories: [...tones, { label: 'nice', value: 2 }] },
    ],
    ['cannot be set', { dataType: 'BOOLEAN', categories: tones }],
    ['only for data type CATEGORICAL', { dataType: 'TEXT', categories: tones }],
  ])('is refused: %s', async (message, body) => {
    const answer = await own.post('/score-configs', { name: 'Refused', ...body })
    expect([answer.status, answer.body.message, JSON.stringify(answer.body.error)]).toEqual([
      400,
      'Invalid request data',
      expect.stringContaining(message),
    ])
  })

  test('is not changed into one that would be refused', async () => {
    const numeric = await configure({ name: 'Range', dataType: 'NUMERIC', minValue: 5 })
    const truth = await configure({ name: 'Truth', dataType: 'BOOLEAN' })
    for (const [id, changes, message] of [
      [numeric, { maxValue: 4 }, 'Maximum value must be greater than Minimum value'],
      [numeric, { categories: tones }, 'only for data type CATEGORICAL'],
      [truth, { categories: tones }, 'cannot be set'],
      [numeric, {}, 'Request body cannot be empty'],
    ] as const) {
      const answer = await own.patch(`/score-configs/${id}`, changes)
      expect([answer.status, JSON.stringify(answer.body)]).toEqual([400, expect.stringContaining(message)])
    }
    expect((await own.get(`/score-configs/${numeric}`)).body).toMatchObject({ minValue: 5, maxValue: null })
  })
})

describe('scores that name a config', () => {
  test('take its name and data type, and the number of their category', async () => {
    const tone = await configure({ name: 'Tone of voice', dataType: 'CATEGORICAL', categories: tones })
    const safe = await configure({ name: 'Safety', dataType: 'BOOLEAN' })
    const note = await configure({ name: 'Note', dataType: 'TEXT' })
    await own.post('/scores', { id: 's-tone', traceId: 't', name: 'x', value: 'rude', configId: tone })
    await own.post('/scores', { id: 's-safe', traceId: 't', name: 'x', value: 1, configId: safe })
    await own.post('/scores', { id: 's-note', traceId: 't', name: 'x', value: 'fine', configId: note })
    expect((await own.get('/v2/scores/s-tone')).body).toMatchObject({
      name: 'Tone of voice',
      dataType: 'CATEGORICAL',
      configId: tone,
      value: -1,
      stringValue: 'rude',
    })
    expect((await own.get('/v2/scores/s-safe')).body).toMatchObject({
      name: 'Safety',
      dataType: 'BOOLEAN',
      value: 1,
      stringValue: 'True',
    })
    expect((await own.get('/v2/scores/s-note')).body).toMatchObject({ dataType: 'TEXT', stringValue: 'fine' })

    await own.post('/scores', { id: 's-tone', traceId: 't', name: 'x', value: 'kind', configId: tone })
    expect((await own.get('/v2/scores/s-tone')).body).toMatchObject({ value: 2, stringValue: 'kind' })
    await own.post('/scores', { id: 's-tone', traceId: 't', name: 'x', value: 'odd' })
    expect((await own.get('/v2/scores/s-tone')).body).toMatchObject({ value: 0, stringValue: 'odd' })
  })

  test('are refused at once when they do not fit, and nothing is stored', async () => {
    const range = await configure({ name: 'Marks', dataType: 'NUMERIC', minValue: 1, maxValue: 6 })
    const tone = await configure({ name: 'Tone', dataType: 'CATEGORICAL', categories: tones })
    const safe = await configure({ name: 'Safe', dataType: 'BOOLEAN' })
    const note = await configure({ name: 'Note', dataType: 'TEXT' })
    const refusals: [object, string][] = [
      [{ configId: range, value: 0.5 }, '0.5 is below the minimum value of 1'],
      [{ configId: range, value: 7 }, '7 exceeds the maximum value of 6'],
      [{ configId: range, value: 'good' }, 'Expected a number for data type NUMERIC'],
      [
        { configId: range, value: 1, dataType: 'BOOLEAN' },
        'Data type mismatch based on config: expected NUMERIC, got BOOLEAN',
      ],
      [{ configId: tone, value: 'loud' }, '"loud" is no category of the config: kind, rude'],
      [{ configId: tone, value: 2 }, 'Expected a string for data type CATEGORICAL'],
      [{ configId: safe, value: 0.5 }, 'Value must be 0 or 1 for data type BOOLEAN'],
      [{ configId: note, value: '' }, '1 to 500 characters'],
      [{ configId: 'no-such-config', value: 1 }, 'does not match a valid config in this project'],
      [{ configId: 'nul\0', value: 1 }, 'does not match a valid config in this project'],
    ]
    const bodies = refusals.map(([body], index) => ({
      id: `refused-${index}`,
      traceId: 't',
      name: 'n',
      ...body,
    }))
    for (const [index, [, message]] of refusals.entries()) {
      const { status, body } = await own.post('/scores', bodies[index])
      expect([status, body]).toEqual([
        400,
        { message: expect.stringContaining(message), error: 'InvalidRequestError' },
      ])
    }

    const good = event('score-create', { id: 'good', traceId: 't', name: 'n', value: 6, configId: range })
    const events = bodies.map((body) => event('score-create', body))
    const { status, body } = await own.post('/ingestion', { batch: [...events, good] })
    expect([status, body.successes]).toEqual([207, [{ id: good.id, status: 201 }]])
    expect(body.errors).toEqual(
      refusals.map(([, message], index) => ({
        id: events[index]?.id,
        status: 400,
        message: 'Invalid request data',
        error: expect.stringContaining(message),
      })),
    )
    expect((await own.get('/v2/scores/good')).body).toMatchObject({ name: 'Marks', value: 6 })
    for (const { id } of bodies) expect((await own.get(`/v2/scores/${id}`)).status).toBe(404)
  })

  test('follow a change of their config from the next one on', async () => {
    const id = await configure({ name: 'Stars', dataType: 'NUMERIC', maxValue: 5 })
    const rate = (value: number) =>
      own.post('/scores', { id: 'stars', traceId: 't', name: 'n', value, configId: id })
    expect((await rate(9)).status).toBe(400)
    await own.patch(`/score-configs/${id}`, { maxValue: 10, name: 'Points' })
    expect((await rate(9)).status).toBe(200)
    expect((await own.get('/v2/scores/stars')).body).toMatchObject({ name: 'Points', value: 9 })
    await own.patch(`/score-configs/${id}`, { isArchived: true })
    expect((await rate(3)).body.message).toBe(
      'Config is archived and cannot be used to create new scores. Please restore the config first.',
    )
    await own.patch(`/score-configs/${id}`, { isArchived: false })
    expect((await rate(3)).status).toBe(200)
  })

  test('are held to it in a body that is read on a thread of its own', async () => {
    const id = await configure({ name: 'Large', dataType: 'NUMERIC', maxValue: 1 })
    const trace = event('trace-create', { id: 'large', input: 'x'.repeat(1_200_000) })
    const scores = [1, 2].map((value) =>
      event('score-create', { id: `large-${value}`, traceId: 'large', name: 'n', value, configId: id }),
    )
    const { body } = await own.post('/ingestion', { batch: [trace, ...scores] })
    expect(body.successes).toEqual([trace, scores[0]].map((sent) => ({ id: sent?.id, status: 201 })))
    expect(body.errors).toMatchObject([{ id: scores[1]?.id, status: 400 }])
    expect((await own.get('/v2/scores/large-1')).body).toMatchObject({ name: 'Large' })
  })
})
