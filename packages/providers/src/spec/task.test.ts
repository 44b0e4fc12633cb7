import { describe, expect, test } from 'vitest'
import { createProviders } from '../registry.ts'
import { testPorts } from '../testing/ports.ts'
import type { Target, TaskProtocol } from './adapter.ts'
import type { Task, TaskKind, TaskRequests } from './task.ts'

const providers = createProviders(testPorts())

/** What is sent for a task, and what a client is answered when the provider says so. */
async function run(
  model: string,
  params: Target['params'],
  { kind, request }: Task,
  answer: unknown,
  headers: Readonly<Record<string, string>> = {},
) {
  const { adapter, provider, model: rest } = providers.resolve(model)
  const protocol = adapter.tasks?.[kind] as TaskProtocol<TaskRequests[TaskKind]>
  const target = { provider, model: rest, params, dropParams: false }
  const call = await protocol.build(request, target)
  const body = Buffer.from(JSON.stringify(answer))
  const parsed = () => protocol.parse(call, { status: 200, headers, body }, request)
  const sent = JSON.parse(Buffer.from(call.request.body ?? '{}').toString('utf8'))
  return { url: call.request.url, sent, parsed }
}

const rerank = (extra: object = {}): Task => ({
  kind: 'rerank',
  request: { query: 'q', documents: ['one', { title: 'two', text: 'b' }], topN: 1, ...extra },
})
const image = (request: object = {}): Task => ({ kind: 'image', request: { prompt: 'a cat', ...request } })
const aws = { api_key: 'key', aws_region_name: 'eu-west-1' }

describe('reranking', () => {
  test('Cohere gets texts, and says how many searches it bills', async () => {
    const task = rerank({ extra: { return_documents: true, max_tokens_per_doc: 10 } })
    const answer = {
      id: 'r-1',
      results: [{ index: 1, relevance_score: 0.9 }],
      meta: { billed_units: { search_units: 3 } },
    }
    const { url, sent, parsed } = await run('cohere/rerank-v3.5', { api_key: 'k' }, task, answer)
    expect(url).toBe('https://api.cohere.com/v2/rerank')
    expect(sent).toEqual({
      model: 'rerank-v3.5',
      query: 'q',
      documents: ['one', 'title: two\ntext: b'],
      top_n: 1,
      max_tokens_per_doc: 10,
    })
    expect(parsed()).toMatchObject({
      body: { json: { results: [{ index: 1, document: { title: 'two', text: 'b' } }] } },
      usage: { units: { searches: 3 } },
    })
  })

  test('Bedrock gets sources at its runtime for agents', async () => {
    const answer = { results: [{ index: 0, relevanceScore: 0.7 }] }
    const { url, sent, parsed } = await run('bedrock/amazon.rerank-v1:0', aws, rerank(), answer, {
      'x-amzn-requestid': 'r-2',
    })
    expect(url).toBe('https://bedrock-agent-runtime.eu-west-1.amazonaws.com/rerank')
    expect(sent.sources).toMatchObject([
      { inlineDocumentSource: { type: 'TEXT', textDocument: { text: 'one' } } },
      { inlineDocumentSource: { type: 'JSON', jsonDocument: { title: 'two' } } },
    ])
    expect(sent.rerankingConfiguration.bedrockRerankingConfiguration).toEqual({
      modelConfiguration: { modelArn: 'arn:aws:bedrock:eu-west-1::foundation-model/amazon.rerank-v1:0' },
      numberOfResults: 1,
    })
    expect(parsed().body).toMatchObject({
      json: { id: 'r-2', results: [{ index: 0, relevance_score: 0.7 }] },
    })
  })

  test.each([[{}], [{ results: [{ index: 5, relevance_score: 1 }] }], [{ results: [null] }]])(
    'an answer of %j cannot be used',
    async (answer) => {
      const { parsed } = await run('together_ai/rank', { api_key: 'k' }, rerank(), answer)
      expect(parsed).toThrow(/cannot be used/)
    },
  )
})

describe('images', () => {
  test.each([
    [
      'amazon.nova-canvas-v1:0',
      { size: '512x768', quality: 'hd', count: 2 },
      {
        taskType: 'TEXT_IMAGE',
        textToImageParams: { text: 'a cat' },
        imageGenerationConfig: { numberOfImages: 2, width: 512, height: 768, quality: 'premium' },
      },
    ],
    [
      'stability.stable-image-core-v1:1',
      { size: '1792x1024' },
      { prompt: 'a cat', mode: 'text-to-image', aspect_ratio: '16:9' },
    ],
  ])('%s on Bedrock is asked in its own words', async (model, request, expected) => {
    const { url, sent, parsed } = await run(`bedrock/${model}`, aws, image(request), { images: ['aa', 'bb'] })
    expect(url).toContain(`/model/${encodeURIComponent(model)}/invoke`)
    expect(sent).toEqual(expected)
    expect(parsed().body).toEqual({ json: { data: [{ b64_json: 'aa' }, { b64_json: 'bb' }] } })
  })

  test('a model that makes none, and more than a model makes, are refused', async () => {
    await expect(run('bedrock/amazon.nova-pro-v1:0', aws, image(), {})).rejects.toThrow(/makes no images/)
    const many = run('bedrock/stability.sd3-5-large-v1:0', aws, image({ count: 2 }), {})
    await expect(many).rejects.toThrow(/n must be 1/)
  })

  test.each([
    ['gemini/imagen-4.0-generate-001', { api_key: 'k' }],
    ['vertex_ai/imagen-4.0-generate-001', { api_key: 'k', vertex_project: 'p' }],
  ])('%s is asked by predict', async (model, params) => {
    const answer = { predictions: [{ bytesBase64Encoded: 'aa', mimeType: 'image/png' }] }
    const { url, sent, parsed } = await run(model, params, image({ size: '1792x1024' }), answer)
    expect(url).toMatch(/\/models\/imagen-4\.0-generate-001:predict$/)
    expect(sent).toEqual({
      instances: [{ prompt: 'a cat' }],
      parameters: { sampleCount: 1, aspectRatio: '16:9' },
    })
    expect(parsed()).toMatchObject({
      body: { json: { data: [{ b64_json: 'aa' }] } },
      usage: { units: { images: 1 } },
    })
  })

  test('Azure has them beside the chats of a deployment', async () => {
    const params = { api_base: 'https://me.openai.azure.com', api_key: 'k', api_version: '2025-04-01' }
    const { url } = await run('azure/painter', params, image(), {})
    expect(url).toBe(
      'https://me.openai.azure.com/openai/deployments/painter/images/generations?api-version=2025-04-01',
    )
  })
})
