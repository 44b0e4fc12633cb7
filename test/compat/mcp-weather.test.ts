import { resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectToolClient, type ToolClient } from '../../apps/gateway/src/mcp/testing/tool-client.ts'
import { startTestGateway, type TestGateway } from '../../apps/gateway/src/testing/start-test-gateway.ts'

const folder = resolve(import.meta.dirname, '../../examples/mcp-weather')

let gateway: TestGateway
let user: ToolClient
let solver: ToolClient
beforeAll(async () => {
  const run = (file: string) => ({ command: process.execPath, args: [`${folder}/${file}`] })
  const config = { mcp_servers: { weather: run('server.ts'), solution: run('solution.ts') } }
  gateway = await startTestGateway({ config })
  user = await connectToolClient(`${gateway.url}/mcp/weather`)
  solver = await connectToolClient(`${gateway.url}/mcp/solution`)
})
afterAll(async () => {
  await user?.[Symbol.asyncDispose]()
  await solver?.[Symbol.asyncDispose]()
  await gateway?.[Symbol.asyncDispose]()
})

test('the weather of a day is the same whenever and in whatever language it is asked for', async () => {
  const asked = { date: '2026-11-28', days: 2 }
  const answer = JSON.parse(await user.call('get_forecast', { city: 'Tokyo', ...asked }))
  expect(answer.days.map(({ date }: { date: string }) => date)).toEqual(['2026-11-28', '2026-11-29'])
  const [day] = answer.days
  expect(['sunny', 'cloudy', 'rain']).toContain(day.condition)
  expect(day.high).toBeGreaterThan(day.low)
  expect(JSON.parse(await user.call('get_forecast', { city: '東京', ...asked }))).toEqual(answer)
})

test('winters are colder than summers, in the north more than in the south', async () => {
  const warmth = async (city: string, date: string) =>
    JSON.parse(await user.call('get_forecast', { city, date, days: 1 })).days[0].high as number
  expect(await warmth('Sapporo', '2026-01-20')).toBeLessThan(await warmth('Sapporo', '2026-07-20'))
  expect(await warmth('Sapporo', '2026-01-20')).toBeLessThan(await warmth('Naha', '2026-01-20'))
})

test('a city that is not there is said to be so, with those that are', async () => {
  expect(await user.call('list_cities')).toContain('Naha / 那覇')
  expect(await user.call('get_forecast', { city: 'Atlantis' })).toContain('Tokyo / 東京')
})

test('the solution of the exercise says which of two cities is warmer', async () => {
  const winter = { first: '札幌', second: 'Naha', date: '2026-01-20' }
  const answer = JSON.parse(await solver.call('compare_cities', winter))
  expect(answer).toMatchObject({ warmer: 'Naha' })
  expect(answer.degrees).toBeGreaterThan(0)
  expect(await solver.call('compare_cities', { ...winter, second: 'Atlantis' })).toContain('Tokyo / 東京')
})
