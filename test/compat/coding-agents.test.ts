import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BedrockEmulator, startBedrockEmulator } from '@kansoku/emulators'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasCodingAgents } from '../../scripts/test/coding-agents.ts'
import { platform } from '../kit/langfuse-api.ts'
import { identity, type Product, startProduct } from '../kit/product.ts'
import { signInByApi } from '../kit/sign-in.ts'
import { until } from '../kit/until.ts'
import type { CodingAgent } from './coding-agents/agent.ts'
import { codingAgents } from './coding-agents/agents.ts'
import { deployment } from './coding-agents/deployment.ts'
import { content, createFileTask, edit, promptFor } from './coding-agents/file-task.ts'
import { runAgent } from './coding-agents/run-agent.ts'

describe.skipIf(!hasCodingAgents())('coding agents', () => {
  let folder: string
  let project: string
  let bedrock: BedrockEmulator
  let product: Product
  let cookie: string | undefined
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kansoku-agents-'))
    project = join(folder, 'project')
    await mkdir(project)
    bedrock = await startBedrockEmulator({ brain: createFileTask(project) })
    const config = join(folder, 'config.yaml')
    await writeFile(config, JSON.stringify({ model_list: [deployment(bedrock.url)] }))
    product = await startProduct({ args: ['-c', config] })
  })
  afterAll(async () => {
    await product?.[Symbol.asyncDispose]()
    await bedrock?.[Symbol.asyncDispose]()
    await rm(folder, { recursive: true, force: true })
  })

  test.each(codingAgents)(
    '$id ($npmPackage) writes a file through the gateway, and its task is one session',
    async (agent) => {
      const place = { home: join(folder, agent.id), project, gatewayUrl: product.gatewayUrl }
      const file = `${agent.id}.txt`
      await agent.prepare(place)
      await runAgent(agent, place, promptFor(file))
      expect((await readFile(join(project, file), 'utf8')).trim()).toBe(content.trim())

      const turns = await until(async () => {
        const task = await turnsOf(file)
        return task.length >= 2 ? task : undefined
      })
      expect(new Set(turns.map(({ sessionId }) => sessionId))).toEqual(new Set([expect.any(String)]))
      expect(JSON.stringify(turns.map(({ output }) => output))).toContain('greeting is written')
      const cost = turns.reduce((sum, { totalCost }) => sum + totalCost, 0)
      expect(cost).toBeGreaterThan(0)
      if (agent.cost) expect(cost).toBeCloseTo(await agent.cost(place), 10)
      await expectTask(turns[0]?.sessionId ?? '', agent, {
        path: join(project, file),
        title: promptFor(file),
      })
    },
  )

  /** The task as the web UI shows it: by this agent, with its two changes of the file, the second line by line. */
  async function expectTask(
    sessionId: string,
    agent: CodingAgent,
    { path, title }: { path: string; title: string },
  ) {
    const ui = `/api/app/projects/${identity.projectId}`
    const task = await signedIn(`${ui}/agent-tasks/${encodeURIComponent(sessionId)}`)
    expect(task).toMatchObject({ agent: agent.name, title, files: [{ path, edits: [{}, { kind: 'edit' }] }] })
    const { edits } = task.files[0]
    expect(edits.map(({ failed }: { failed: boolean }) => failed)).toEqual([false, false])
    const { traceId, id } = task.turns[edits[1].turn]
    const { changes } = await signedIn(`${ui}/traces/${traceId}/observations/${id}/changes`)
    const lines = [
      { mark: '-', text: edit.before },
      { mark: '+', text: edit.after },
    ]
    expect(changes).toEqual([{ path, kind: 'edit', movedTo: null, hunks: [lines] }])
  }

  async function signedIn(path: string) {
    cookie ??= await signInByApi(product)
    const answer = await fetch(`${product.serverUrl}${path}`, { headers: { cookie } })
    expect(answer.status).toBe(200)
    // biome-ignore lint/suspicious/noExplicitAny: answers of two shapes, asserted field by field
    return (await answer.json()) as any
  }

  async function turnsOf(file: string) {
    const { body } = await platform(product, 'GET', '/api/public/traces?limit=100')
    const all = body.data as { sessionId: string; input: unknown; output: unknown; totalCost: number }[]
    return all.filter(({ input }) => JSON.stringify(input).includes(promptFor(file)))
  }
})
