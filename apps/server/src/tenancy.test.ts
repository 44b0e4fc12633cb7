import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { projectClient } from './testing/project-client.ts'
import { noteServedRoutes } from './testing/served-routes.ts'
import { appRows } from './testing/tenancy/app-rows.ts'
import { askCell, checkForeign } from './testing/tenancy/ask-cell.ts'
import { gatewayCells, gatewayRows } from './testing/tenancy/gateway-cells.ts'
import { keyCells } from './testing/tenancy/key-cells.ts'
import { managementRows } from './testing/tenancy/management-cells.ts'
import { openRoutes } from './testing/tenancy/open-routes.ts'
import { otherDoors } from './testing/tenancy/other-doors.ts'
import { readRows } from './testing/tenancy/read-rows.ts'
import { sessionCells } from './testing/tenancy/session-cells.ts'
import { createWorld, type World } from './testing/tenancy/world.ts'
import { deleteRows, forgedRows, writeRows } from './testing/tenancy/write-rows.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

const table = [
  ...readRows.map((row) => ({ row, cells: keyCells(row) })),
  ...appRows.map((row) => ({ row, cells: sessionCells(row) })),
  ...gatewayRows.map((row) => ({ row, cells: gatewayCells() })),
  ...writeRows.map((row) => ({ row, cells: keyCells(row) })),
  ...forgedRows.map((row) => ({ row, cells: keyCells(row) })),
  ...managementRows,
  ...otherDoors,
  ...deleteRows.map((row) => ({ row, cells: keyCells(row) })),
].map(({ row, cells }, index, rows) => {
  const isFirst = rows.findIndex((other) => other.row.route === row.route) === index
  const others = [...(isFirst ? cells.refused : []), ...cells.foreign]
  return { row, others, own: cells.own, name: row.about ? `${row.route}, ${row.about}` : row.route }
})

const count = (kind: 'others' | 'own') => table.reduce((sum, entry) => sum + entry[kind].length, 0)

let world: World
let served: readonly string[]
let before: unknown[]
beforeAll(async () => {
  using routes = noteServedRoutes()
  world = await createWorld()
  served = routes.names
  before = await readBack()
})
afterAll(() => world?.[Symbol.asyncDispose]())

/** What the first project reads by every request of the table that only reads. */
async function readBack(): Promise<unknown[]> {
  const answers = []
  for (const { row, own } of table) {
    const [owner] = own
    // Gateways learn of the other project's changes as well.
    const isOwn = !row.route.includes('/api/internal/')
    if (!owner || !isOwn || !row.route.startsWith('GET ')) continue
    answers.push({ route: row.route, ...(await askCell(world, row, owner)) })
  }
  return JSON.parse(JSON.stringify(answers, (name, value) => (volatile.has(name) ? undefined : value)))
}

/** Fields that differ from answer to answer. */
const volatile = new Set(['url', 'urlExpiry', 'lastUsedAt'])

test('every route that the server has stands in the table or is open to everybody', () => {
  const inTable = new Set([...table.map(({ row }) => row.route), ...Object.keys(openRoutes)])
  expect(served.filter((route) => !inTable.has(route))).toEqual([])
  expect([...inTable].filter((route) => !served.includes(route))).toEqual([])
})

describe(`${table.length} requests, ${count('others')} answers to callers without the right to them`, () => {
  test.each(table)('$name', async ({ row, others }) => {
    await Promise.all(others.map((cell) => checkForeign(world, row, cell)))
  })
})

test('after all that the first project reads what it read before', async () => {
  expect(await readBack()).toEqual(before)
})

test('and what the other project has deleted can still be updated', async () => {
  const { server, first } = world
  const client = projectClient(server)
  const { observationId, traceId } = first.ids
  await client.patch('/generations', { generationId: observationId, traceId, output: 'said later' })
  const { body } = await client.get(`/observations/${observationId}`)
  expect(body).toMatchObject({ name: first.marker, output: 'said later' })
})

describe(`${count('own')} answers to those who have the right to them`, () => {
  test.each(table)('$name', async ({ row, own }) => {
    for (const cell of own) {
      const { status, body } = await askCell(world, row, cell)
      const { status: expected } = cell.expected(world)
      expect.soft([cell.who, status, body]).toEqual([cell.who, expected, body])
    }
  })
})
