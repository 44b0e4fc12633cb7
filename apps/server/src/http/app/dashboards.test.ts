import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { projectClient } from '../../testing/project-client.ts'
import { signIn, startTestServer, type TestServer } from '../../testing/start-test-server.ts'
import { withRole } from '../../testing/with-role.ts'

let server: TestServer
let cookie: string
beforeAll(async () => {
  server = await startTestServer()
  cookie = await signIn(server)
}, 60_000)
afterAll(() => server?.[Symbol.asyncDispose]())

const project = '/api/app/projects/cline-project'
const widgets = '/unstable/dashboard-widgets'

async function ask(method: string, path: string, body?: unknown) {
  const headers = { cookie, origin: new URL(server.server.url).origin }
  const answer = await server.fetch(`${project}${path}`, { method, headers, body })
  // biome-ignore lint/suspicious/noExplicitAny: answers of many shapes, asserted field by field
  return { status: answer.status, body: (await answer.json()) as any }
}

const counting = {
  name: '件数',
  description: '',
  view: 'observations',
  dimensions: [{ field: 'name' }],
  metrics: [{ measure: 'count', agg: 'count' }],
  filters: [],
  chartType: 'PIE',
  chartConfig: { type: 'PIE', row_limit: 5 },
}
const tile = { x: 0, y: 0, width: 6, height: 6, widget: counting }
const document = { name: '朝会', description: 'Every morning', filters: [], tiles: [tile] }

async function imported(change: object = {}): Promise<string> {
  const { status, body } = await ask('POST', '/dashboards', { ...document, ...change })
  expect([status, body]).toEqual([200, { id: expect.any(String) }])
  return body.id
}
const read = async (id: string) => (await ask('GET', `/dashboards/${id}`)).body

describe('a dashboard of the web UI', () => {
  test('is made of a document, listed with its owner, and read with its widgets', async () => {
    const id = await imported()
    const { body } = await ask('GET', '/dashboards')
    expect(body.mayChange).toBe(true)
    expect(body.dashboards[0]).toMatchObject({
      id,
      name: '朝会',
      owner: 'Cline Admin',
      isOfKey: false,
      tileCount: 1,
    })
    expect(await read(id)).toMatchObject({
      ...document,
      tiles: [{ ...tile, id: expect.any(String), widget: { ...counting, id: expect.any(String) } }],
      mayChange: true,
    })
  })

  test('is not made at all when one of its widgets cannot be answered', async () => {
    const before = (await ask('GET', '/dashboards')).body.dashboards.length
    const bad = { ...counting, dimensions: [{ field: 'mood' }] }
    const { status, body } = await ask('POST', '/dashboards', {
      ...document,
      tiles: [tile, { ...tile, widget: bad }],
    })
    expect([status, body.code]).toEqual([400, 'invalid_request'])
    expect((await ask('GET', '/dashboards')).body.dashboards).toHaveLength(before)
  })

  test('takes no tile beyond the last row or the most that it may have, and stays readable', async () => {
    for (const tiles of [[{ ...tile, y: 10_000 }], Array.from({ length: 200 }, () => tile)]) {
      const id = await imported({ tiles })
      const { status, body } = await ask('POST', `/dashboards/${id}/tiles`, { widget: counting })
      expect([status, body.code]).toEqual([400, 'invalid_request'])
      expect((await read(id)).tiles).toHaveLength(tiles.length)
    }
  })

  test('keeps where its tiles were moved to, and its name and filters', async () => {
    const id = await imported({ tiles: [tile, { ...tile, y: 6 }] })
    const [first, second] = (await read(id)).tiles
    const filters = [{ type: 'stringOptions', column: 'environment', operator: 'any of', value: ['prod'] }]
    const moved = { id: second.id, x: 6, y: 0, width: 3, height: 2 }
    const gone = { ...moved, id: 'gone' }
    const changed = await ask('PATCH', `/dashboards/${id}`, { name: '夕会', filters, layout: [moved, gone] })
    expect(changed.status).toBe(200)
    const after = await read(id)
    expect(after).toMatchObject({ name: '夕会', description: 'Every morning', filters })
    expect(after.tiles).toMatchObject([first, moved])
    const outside = await ask('PATCH', `/dashboards/${id}`, { layout: [{ ...moved, x: 11 }] })
    expect(outside.status).toBe(400)
  })

  test('gets new tiles below the others, and a change of a widget shows on it', async () => {
    const id = await imported()
    const added = await ask('POST', `/dashboards/${id}/tiles`, { widget: counting, width: 12 })
    const [, below] = (await read(id)).tiles
    expect(below).toMatchObject({ id: added.body.id, x: 0, y: 6, width: 12, height: 6 })
    const renamed = { ...counting, name: 'Changed' }
    await ask('PUT', `/dashboard-widgets/${below.widget.id}`, renamed)
    expect((await read(id)).tiles[1].widget).toEqual({ ...renamed, id: below.widget.id })
  })

  test('takes along the widgets that stand nowhere else when they are removed', async () => {
    const client = projectClient(server)
    const id = await imported({ tiles: [tile, { ...tile, y: 6 }] })
    const [alone, shared] = (await read(id)).tiles
    const { body: other } = await client.post('/unstable/dashboards', { name: 'Other' })
    const placement = { type: 'widget', widgetId: shared.widget.id }
    await client.post(`/unstable/dashboards/${other.id}/placements`, placement)

    expect((await ask('DELETE', `/dashboards/${id}/tiles/${alone.id}`)).status).toBe(200)
    expect((await client.get(`${widgets}/${alone.widget.id}`)).status).toBe(404)
    expect((await ask('DELETE', `/dashboards/${id}`)).status).toBe(200)
    expect((await client.get(`${widgets}/${shared.widget.id}`)).status).toBe(200)
  })

  test('leaves widgets that were made over the API', async () => {
    const client = projectClient(server)
    const { body: widget } = await client.post(widgets, { ...counting, description: '' })
    const { body: dashboard } = await client.post('/unstable/dashboards', { name: 'Of a program' })
    const placement = { type: 'widget', widgetId: widget.id }
    await client.post(`/unstable/dashboards/${dashboard.id}/placements`, placement)

    const [placed] = (await read(dashboard.id)).tiles
    expect((await ask('DELETE', `/dashboards/${dashboard.id}/tiles/${placed.id}`)).status).toBe(200)
    expect((await client.get(`${widgets}/${widget.id}`)).status).toBe(200)
  })

  test('is read by viewers, who are told that they may not change it', async () => {
    const id = await imported()
    await withRole(server, 'VIEWER', async () => {
      expect((await read(id)).mayChange).toBe(false)
      expect((await ask('PATCH', `/dashboards/${id}`, { name: 'x' })).status).toBe(403)
    })
  })
})

test('what widgets can ask is told by view', async () => {
  const { views } = (await ask('GET', '/widget-fields')).body
  expect(views.map(({ view }: { view: string }) => view)).toContain('scores-boolean')
  const [{ dimensions, measures }] = views
  expect(dimensions).toContainEqual({
    field: 'userId',
    type: 'text',
    highCardinality: true,
    filterable: true,
  })
  expect(dimensions).toContainEqual(expect.objectContaining({ field: 'costType', filterable: false }))
  expect(measures).toContainEqual(
    expect.objectContaining({ measure: 'costByType', requiredDimension: 'costType' }),
  )
})
