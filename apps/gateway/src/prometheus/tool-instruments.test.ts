import { Registry } from 'prom-client'
import { expect, test } from 'vitest'
import { createToolInstruments } from './tool-instruments.ts'

async function counted(registry: Registry) {
  const { values = [] } = (await registry.getSingleMetric('kansoku_mcp_tool_calls_total')?.get()) ?? {}
  return values
}

test('names that clients make up are no labels, and leave room for tools that there are', async () => {
  const registry = new Registry()
  const tools = createToolInstruments(registry)
  const end = (server: string, tool: string) => tools.ended({ server, tool, outcome: 'failure', seconds: 1 })
  for (let n = 0; n < 300; n += 1) end('far', `made-up-${n}`)
  tools.listed('far', ['search'])
  for (const tool of ['search', 'made-up']) end('far', tool)
  end('near', 'search')
  const values = await counted(registry)
  expect(values.map(({ labels: { server, tool }, value }) => [server, tool, value])).toEqual([
    ['far', 'other', 301],
    ['far', 'search', 1],
    ['near', 'other', 1],
  ])
})

test('a server that lists ever more tools fills no more than its share of labels', async () => {
  const registry = new Registry()
  const tools = createToolInstruments(registry)
  for (let n = 0; n < 300; n += 1) {
    tools.listed('far', [`tool-${n}`])
    tools.ended({ server: 'far', tool: `tool-${n}`, outcome: 'success', seconds: 1 })
  }
  const values = await counted(registry)
  expect(values).toHaveLength(201)
  expect(values).toContainEqual(expect.objectContaining({ value: 100 }))
})
