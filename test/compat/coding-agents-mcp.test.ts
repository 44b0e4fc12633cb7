import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type BedrockEmulator, startBedrockEmulator } from '@kansoku/emulators'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasCodingAgents } from '../../scripts/test/coding-agents.ts'
import { basicAuth, gateway, platform } from '../kit/langfuse-api.ts'
import { type Product, startProduct } from '../kit/product.ts'
import { until } from '../kit/until.ts'
import type { CodingAgent } from './coding-agents/agent.ts'
import { codingAgents } from './coding-agents/agents.ts'
import { deployment } from './coding-agents/deployment.ts'
import { runAgent } from './coding-agents/run-agent.ts'
import { readToolSettings } from './coding-agents/tool-settings.ts'
import { createToolTask, type ToolQuestion } from './coding-agents/tool-task.ts'

const weatherServer = resolve(import.meta.dirname, '../../examples/mcp-weather/solution.ts')
const midnight = new Date(new Date().setUTCHours(0, 0, 0, 0))
const yesterday = new Date(midnight.getTime() - 86_400_000)

const warmer: ToolQuestion = {
  prompt: 'Which is warmer on 2026-01-20, Sapporo or Naha?',
  server: 'kansoku',
  tool: 'compare_cities',
  input: { first: 'Sapporo', second: 'Naha', date: '2026-01-20' },
}
const costs: ToolQuestion = {
  prompt: 'What did I spend yesterday, by model?',
  server: 'observability',
  tool: 'queryMetrics',
  input: {
    view: 'observations',
    dimensions: [{ field: 'providedModelName' }],
    metrics: [{ measure: 'totalCost', aggregation: 'sum' }],
    fromTimestamp: yesterday.toISOString(),
    toTimestamp: midnight.toISOString(),
  },
}

describe.skipIf(!hasCodingAgents())('coding agents with MCP servers', () => {
  let folder: string
  let bedrock: BedrockEmulator
  let product: Product
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kansoku-agents-mcp-'))
    bedrock = await startBedrockEmulator({ brain: createToolTask([warmer, costs]) })
    const config = join(folder, 'config.yaml')
    const weather = { command: process.execPath, args: [weatherServer] }
    await writeFile(
      config,
      JSON.stringify({ model_list: [deployment(bedrock.url)], mcp_servers: { weather } }),
    )
    product = await startProduct({ args: ['-c', config] })
    await spendYesterday()
  })
  afterAll(async () => {
    await product?.[Symbol.asyncDispose]()
    await bedrock?.[Symbol.asyncDispose]()
    await rm(folder, { recursive: true, force: true })
  })

  test.each(codingAgents)(
    '$id ($npmPackage) calls the weather server through the gateway with a virtual key',
    async (agent) => {
      const { body } = await gateway(product, 'POST', '/key/generate', { key_alias: agent.id })
      await ask(agent, warmer, 'docs/ja/workshop/mcp.md', { $CLINE_KEY: body.key, 'sk-…': body.key })
      expect(await answerTo(agent, warmer)).toMatch(/"warmer":"Naha","degrees":\d+/)
      const call = await until(async () => (await callsOf(warmer.tool)).find(isOf(agent)))
      expect(call).toMatchObject({ type: 'TOOL', level: 'DEFAULT', input: warmer.input })
      expect(JSON.stringify(call.output)).toContain('Naha')
    },
  )

  test.each(codingAgents)('$id ($npmPackage) asks the platform what was spent yesterday', async (agent) => {
    const keys = basicAuth.replace('Basic ', '')
    await ask(agent, costs, 'docs/platform-mcp.ja.md', { 'cGstbGYt…': keys })
    const answer = await answerTo(agent, costs)
    expect(answer).toContain('"providedModelName":"a-model-of-yesterday"')
    expect(answer).toContain('"sum_totalCost":1.25')
  })

  /** One call that cost 1.25 dollars. */
  async function spendYesterday() {
    const startTime = new Date(yesterday.getTime() + 3_600_000).toISOString()
    const body = {
      id: 'spent-yesterday',
      traceId: 'trace-of-yesterday',
      model: 'a-model-of-yesterday',
      startTime,
      endTime: startTime,
      costDetails: { total: 1.25 },
    }
    const event = { id: 'event-of-yesterday', type: 'generation-create', timestamp: startTime, body }
    const { status } = await platform(product, 'POST', '/api/public/ingestion', { batch: [event] })
    expect(status).toBe(207)
  }

  async function ask(
    agent: CodingAgent,
    question: ToolQuestion,
    manual: string,
    values: Readonly<Record<string, string>>,
  ) {
    const home = join(folder, `${agent.id}-${question.server}`)
    const place = { home, project: join(home, 'project'), gatewayUrl: product.gatewayUrl }
    await mkdir(place.project, { recursive: true })
    await agent.prepare(place)
    const addresses = {
      'http://localhost:4000': product.gatewayUrl,
      'http://localhost:3000': product.serverUrl,
    }
    await agent.addTools(place, await readToolSettings(manual, { ...addresses, ...values }))
    await runAgent(agent, place, promptOf(agent, question))
  }

  /** What the model said last, as it stands in the trace of the agent's task. */
  function answerTo(agent: CodingAgent, question: ToolQuestion): Promise<string> {
    const prompt = promptOf(agent, question)
    let outputs: readonly string[] = []
    const find = async () => {
      const { body } = await platform(product, 'GET', '/api/public/traces?limit=100')
      const traces = body.data as { input: unknown; output: unknown }[]
      outputs = traces
        .filter(({ input }) => JSON.stringify(input).includes(prompt))
        .map(({ output }) => JSON.stringify(output).replaceAll('\\', ''))
      return outputs.find((output) => output.includes('The tool says'))
    }
    return until(find, {
      describe: () => `what the tool said to ${agent.id}; the model said:\n${outputs.join('\n')}`,
    })
  }

  // biome-ignore lint/suspicious/noExplicitAny: asserted field by field
  async function callsOf(tool: string): Promise<any[]> {
    const { body } = await platform(product, 'GET', `/api/public/observations?type=TOOL&name=${tool}`)
    return body.data
  }
})

/** The question with who asks, so that each task can be told from the others. */
function promptOf({ id }: CodingAgent, { prompt }: ToolQuestion): string {
  return `${prompt} (${id})`
}

/** Whether a call was made with the agent's own key. */
function isOf(agent: CodingAgent) {
  return ({ metadata }: { metadata: unknown }) => JSON.stringify(metadata).includes(`"${agent.id}"`)
}
