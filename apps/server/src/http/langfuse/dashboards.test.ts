import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ProjectClient, projectClient } from '../../testing/project-client.ts'
import { startTestServer, type TestServer } from '../../testing/start-test-server.ts'

let server: TestServer
let client: ProjectClient
beforeAll(async () => {
  server = await startTestServer()
  client = projectClient(server)
}, 60_000)
afterAll(() => server?.[Symbol.asyncDispose]())

const widgets = '/unstable/dashboard-widgets'
const dashboards = '/unstable/dashboards'

const byModel = {
  name: 'コスト',
  view: 'observations',
  dimensions: [{ field: 'providedModelName' }],
  metrics: [{ measure: 'totalCost', agg: 'sum' }],
  filters: [],
  chartType: 'PIE',
}

async function create(path: string, body: object) {
  const answer = await client.post(path, body)
  expect([answer.status, answer.body]).toEqual([200, expect.anything()])
  return answer.body
}

describe('a widget', () => {
  test('is created, read, listed, changed and deleted', async () => {
    const created = await create(widgets, byModel)
    expect(created).toEqual({
      ...byModel,
      id: expect.any(String),
      createdAt: expect.stringMatching(/Z$/),
      updatedAt: created.createdAt,
      description: '',
      chartConfig: { type: 'PIE' },
    })
    expect((await client.get(`${widgets}/${created.id}`)).body).toEqual(created)
    const later = await create(widgets, { ...byModel, description: 'later' })
    const { body: page } = await client.get(`${widgets}?limit=1`)
    expect(page.data).toEqual([later])
    expect(page.meta).toMatchObject({ page: 1, limit: 1, totalItems: page.meta.totalPages })

    const { body: changed } = await client.patch(`${widgets}/${created.id}`, {
      name: 'Cost',
      chartConfig: { row_limit: 5 },
    })
    expect(changed).toEqual({
      ...created,
      name: 'Cost',
      chartConfig: { type: 'PIE', row_limit: 5 },
      updatedAt: expect.any(String),
    })
    expect((await client.get(`${widgets}?limit=1`)).body.data).toEqual([changed])

    const gone = await client.delete(`${widgets}/${created.id}`)
    expect([gone.status, gone.body]).toEqual([200, { message: 'Dashboard widget successfully deleted' }])
    const missing = await client.get(`${widgets}/${created.id}`)
    expect([missing.status, missing.body]).toEqual([
      404,
      {
        message: `Dashboard widget ${created.id} not found within authorized project`,
        code: 'resource_not_found',
      },
    ])
  })

  test('begins anew with the settings of a chart when its type changes', async () => {
    const { id } = await create(widgets, { ...byModel, chartConfig: { type: 'PIE', row_limit: 3 } })
    const { body } = await client.patch(`${widgets}/${id}`, { chartType: 'HORIZONTAL_BAR' })
    expect(body).toMatchObject({ chartType: 'HORIZONTAL_BAR', chartConfig: { type: 'HORIZONTAL_BAR' } })
    expect(body.chartConfig).not.toHaveProperty('row_limit')
  })

  test.each([
    ['a view that is no more', { view: 'traces' }, 'invalid_body'],
    ['no name', { name: '' }, 'invalid_body'],
    ['no metric', { metrics: [] }, 'invalid_body'],
    ['an unknown measure', { metrics: [{ measure: 'joy', agg: 'sum' }] }, 'invalid_request'],
    ['an unknown dimension', { dimensions: [{ field: 'mood' }] }, 'invalid_request'],
    [
      'a filter on an unknown column',
      { filters: [{ type: 'string', column: 'mood', operator: '=', value: 'x' }] },
      'invalid_request',
    ],
    ['the settings of another chart', { chartConfig: { type: 'NUMBER' } }, 'invalid_request'],
    [
      'a course over time of what has no bound',
      { chartType: 'LINE_TIME_SERIES', dimensions: [{ field: 'userId' }] },
      'invalid_request',
    ],
    ['text that cannot be stored', { name: 'a\0b' }, 'invalid_body'],
  ])('with %s is refused', async (_what, change, code) => {
    const { status, body } = await client.post(widgets, { ...byModel, ...change })
    expect([status, body.code]).toEqual([400, code])
    expect(body.message).not.toBe('')
  })

  test('is not changed by nothing', async () => {
    const { id } = await create(widgets, byModel)
    const { status, body } = await client.patch(`${widgets}/${id}`, {})
    expect([status, body.code]).toEqual([400, 'invalid_body'])
    expect(body.details.issues[0].message).toBe('At least one field must be provided')
  })
})

describe('a dashboard', () => {
  test('is created, read, listed, changed and deleted', async () => {
    const created = await create(dashboards, { name: '朝会' })
    expect(created).toEqual({
      id: expect.any(String),
      createdAt: expect.stringMatching(/Z$/),
      updatedAt: created.createdAt,
      name: '朝会',
      description: '',
      definition: { widgets: [] },
      filters: [],
    })
    const filters = [{ type: 'stringOptions', column: 'environment', operator: 'any of', value: ['prod'] }]
    const { body: changed } = await client.patch(`${dashboards}/${created.id}`, {
      description: 'Every morning',
      filters,
    })
    expect(changed).toEqual({
      ...created,
      description: 'Every morning',
      filters,
      updatedAt: expect.any(String),
    })
    expect((await client.get(`${dashboards}/${created.id}`)).body).toEqual(changed)
    expect((await client.get(`${dashboards}?limit=1`)).body.data).toEqual([changed])

    const gone = await client.delete(`${dashboards}/${created.id}`)
    expect([gone.status, gone.body]).toEqual([200, { message: 'Dashboard successfully deleted' }])
    const missing = await client.delete(`${dashboards}/${created.id}`)
    expect([missing.status, missing.body.code]).toEqual([404, 'resource_not_found'])
  })

  test('shows widgets where they are placed, and keeps them from being deleted', async () => {
    const widget = await create(widgets, byModel)
    const { id } = await create(dashboards, { name: 'Placed' })
    const path = `${dashboards}/${id}/placements`
    const first = await create(path, { type: 'widget', widgetId: widget.id, id: 'mine' })
    expect(first).toEqual({
      type: 'widget',
      id: 'mine',
      widgetId: widget.id,
      x: 0,
      y: 0,
      width: 6,
      height: 6,
    })
    const preset = await create(path, { type: 'preset', presetId: 'traces', x: 8 })
    expect(preset).toEqual({
      type: 'preset',
      id: expect.any(String),
      presetId: 'traces',
      x: 8,
      y: 6,
      width: 4,
      height: 6,
    })

    const { body: moved } = await client.patch(`${path}/mine`, { y: 20, width: 12 })
    expect(moved).toEqual({ ...first, y: 20, width: 12 })
    const { body: dashboard } = await client.get(`${dashboards}/${id}`)
    expect(dashboard.definition.widgets).toEqual([preset, moved])
    expect(Date.parse(dashboard.updatedAt)).toBeGreaterThanOrEqual(Date.parse(dashboard.createdAt))

    const kept = await client.delete(`${widgets}/${widget.id}`)
    expect([kept.status, kept.body]).toEqual([
      409,
      {
        message: 'The widget is still placed on a dashboard. Remove its placements first.',
        code: 'conflict',
      },
    ])
    const removed = await client.delete(`${path}/mine`)
    expect([removed.status, removed.body]).toEqual([
      200,
      { message: 'Dashboard placement successfully deleted' },
    ])
    expect((await client.delete(`${widgets}/${widget.id}`)).status).toBe(200)
    expect((await client.delete(`${path}/mine`)).status).toBe(404)
  })

  test('takes all placements of a new definition, or none', async () => {
    const widget = await create(widgets, byModel)
    const tile = { type: 'widget', id: 'one', widgetId: widget.id, x: 0, y: 0, width: 12, height: 4 }
    const { id } = await create(dashboards, { name: 'Whole', definition: { widgets: [tile] } })
    const place = (widgets: object[]) => client.patch(`${dashboards}/${id}`, { definition: { widgets } })

    const unknown = await place([
      { ...tile, id: 'two' },
      { ...tile, widgetId: 'no-widget' },
    ])
    expect([unknown.status, unknown.body.code]).toEqual([404, 'resource_not_found'])
    const outside = await place([{ ...tile, x: 6 }])
    expect([outside.status, outside.body.code]).toEqual([400, 'invalid_request'])
    const twice = await place([tile, tile])
    expect([twice.status, twice.body.code]).toEqual([400, 'invalid_body'])
    expect((await client.get(`${dashboards}/${id}`)).body.definition.widgets).toEqual([tile])

    const { body } = await place([{ ...tile, id: 'two', height: 8 }])
    expect(body.definition.widgets).toEqual([{ ...tile, id: 'two', height: 8 }])
  })

  test('has no two placements with one id', async () => {
    const widget = await create(widgets, byModel)
    const { id } = await create(dashboards, { name: 'Twice' })
    const placement = { type: 'widget', widgetId: widget.id, id: 'same' }
    await create(`${dashboards}/${id}/placements`, placement)
    const { status, body } = await client.post(`${dashboards}/${id}/placements`, placement)
    expect([status, body.code]).toEqual([409, 'conflict'])
  })

  test('goes with its project, widgets and all', async () => {
    const { pool } = server.server.context.metadata
    await pool.query(
      "INSERT INTO kansoku.projects (id, name, organization_id) SELECT 'short-lived', 'Short-lived', organization_id FROM kansoku.projects LIMIT 1",
    )
    const cells = "'short-lived', 'W', '', 'observations', '[]', '[]', '[]', 'PIE', '{}'"
    await pool.query(
      `INSERT INTO kansoku.dashboard_widgets (id, project_id, name, description, view, dimensions, metrics, filters, chart_type, chart_config) VALUES ('w', ${cells})`,
    )
    await pool.query(
      "INSERT INTO kansoku.dashboards (id, project_id, name, description, filters) VALUES ('d', 'short-lived', 'D', '', '[]')",
    )
    await pool.query(
      "INSERT INTO kansoku.dashboard_placements (dashboard_id, id, project_id, widget_id, x, y, width, height) VALUES ('d', 'p', 'short-lived', 'w', 0, 0, 1, 1)",
    )
    await pool.query("DELETE FROM kansoku.projects WHERE id = 'short-lived'")
    const { rows } = await pool.query("SELECT id FROM kansoku.dashboard_widgets WHERE id = 'w'")
    expect(rows).toEqual([])
  })
})
