import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { internalSecret, startFakeServer } from '../testing/fake-server.ts'
import { startTestGateway } from '../testing/start-test-gateway.ts'

const config = {
  model_list: [{ model_name: 'mocked', litellm_params: { model: 'openai/gpt-4o', mock_response: 'pong' } }],
}

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'kansoku-left-'))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

const spools = async () =>
  (await readdir(join(dataDir, 'gateway'))).filter((name) => name.startsWith('spool')).toSorted()

test('calls of a worker that there is no more are delivered by those that there are, and its folder goes', async () => {
  await using server = await startFakeServer()
  const env = { KANSOKU_SERVER_URL: server.url, KANSOKU_INTERNAL_SECRET: internalSecret }
  const chat = { model: 'mocked', messages: [{ role: 'user', content: 'ping' }] }
  server.failWith = 503
  {
    const third = { ...env, KANSOKU_WORKERS: '3', KANSOKU_WORKER: '2' }
    await using gateway = await startTestGateway({ config, env: third, dataDir })
    expect((await gateway.fetch('/v1/chat/completions', chat)).status).toBe(200)
  }
  expect(await spools()).toEqual(['spool-2'])
  server.failWith = 0
  {
    await using _ = await startTestGateway({ config, env: { ...env, KANSOKU_WORKERS: '3' }, dataDir })
    expect(await spools()).toEqual(['spool', 'spool-2'])
  }
  expect(server.events).toEqual([])
  {
    // Nowhere to deliver to.
    await using _ = await startTestGateway({ config, dataDir })
    await delay(300)
    expect(await spools()).toEqual(['spool', 'spool-2'])
  }
  await using _ = await startTestGateway({ config, env, dataDir })
  expect(await server.generations(1)).toMatchObject([{ body: { model: 'gpt-4o' } }])
  await vi.waitFor(async () => expect(await spools()).toEqual(['spool']), { timeout: 10_000 })
})
