import { type OpenAiEmulator, startOpenAiEmulator } from '@kansoku/emulators'
import OpenAI, { toFile } from 'openai'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FakeServer, internalSecret, startFakeServer } from './testing/fake-server.ts'
import { masterKey, startTestGateway, type TestGateway } from './testing/start-test-gateway.ts'

let upstream: OpenAiEmulator
let server: FakeServer
let gateway: TestGateway
beforeAll(async () => {
  upstream = await startOpenAiEmulator()
  server = await startFakeServer()
  const at = { api_base: `${upstream.url}/v1`, api_key: 'sk-emulator' }
  const model = (model_name: string, name: string, params: object = at, mode?: string) => ({
    model_name,
    litellm_params: { model: name, ...params },
    model_info: { mode },
  })
  gateway = await startTestGateway({
    config: {
      model_list: [
        model('omni-moderation-latest', 'openai/omni-moderation-latest', at, 'moderation'),
        model('painter', 'openai/gpt-image-1', at, 'image_generation'),
        model('speaker', 'openai/tts-1', at, 'audio_speech'),
        model('listener', 'openai/whisper-1', at, 'audio_transcription'),
        model('ranker', 'hosted_vllm/bge-reranker', { ...at, input_cost_per_query: 0.002 }, 'rerank'),
        model('lost', 'openai/tts-1', { ...at, api_key: 'sk-wrong' }),
        model('claude', 'anthropic/claude-sonnet-4-5', { api_key: 'sk-ant' }),
      ],
      litellm_settings: { fallbacks: [{ lost: ['speaker'] }] },
    },
    env: { KANSOKU_SERVER_URL: server.url, KANSOKU_INTERNAL_SECRET: internalSecret },
  })
})
afterAll(async () => {
  await gateway?.[Symbol.asyncDispose]()
  await server?.[Symbol.asyncDispose]()
  await upstream?.[Symbol.asyncDispose]()
})

const client = () => new OpenAI({ baseURL: `${gateway.url}/v1`, apiKey: masterKey, maxRetries: 0 })

async function recorded(id: string) {
  for (let count = 1; ; count++) {
    const found = (await server.generations(count)).find(({ body }) => body.traceId === id)
    if (found) return found.body
  }
}

const named = (id: string) => ({ headers: { 'x-litellm-call-id': id } })

test('documents come in the order of what they say, and each search is paid', async () => {
  const body = { model: 'ranker', query: 'good morning', documents: ['night', 'good night', 'good morning'] }
  const answer = await gateway.fetch(
    '/v2/rerank',
    { ...body, top_n: 2, return_documents: true },
    named('ranked').headers,
  )
  expect(await answer.json()).toEqual({
    id: 'rank-1',
    results: [
      { index: 2, relevance_score: 1, document: { text: 'good morning' } },
      { index: 1, relevance_score: 0.5, document: { text: 'good night' } },
    ],
    meta: { api_version: { version: '2' }, billed_units: { search_units: 1 } },
  })
  expect(answer.headers.get('x-litellm-response-cost')).toBe('0.002')
  expect(await recorded('ranked')).toMatchObject({
    input: { query: 'good morning', documents: body.documents },
    output: { results: [{ index: 2 }, { index: 1 }] },
    usageDetails: { searches: 1 },
    costDetails: { searches: 0.002, total: 0.002 },
  })
  const lines = server.ledger.flatMap((batch) => batch ?? []).filter(({ callType }) => callType === 'arerank')
  expect(lines).toMatchObject([{ usageDetails: { searches: 1 }, costDetails: { total: 0.002 } }])
})

test('texts are moderated by the usual model where none is named', async () => {
  const { results } = await client().moderations.create({ input: 'they fight' })
  expect(results).toMatchObject([{ flagged: true, categories: { violence: true } }])
})

test('images are drawn, paid by their tokens, and not written down', async () => {
  const asked = { model: 'painter', prompt: 'a cat', n: 2 }
  const { data, created } = await client().images.generate(asked, named('drawn'))
  expect(data).toHaveLength(2)
  expect(created).toBeGreaterThan(0)
  const generation = await recorded('drawn')
  expect(generation).toMatchObject({
    input: { prompt: 'a cat' },
    output: { images: 2 },
    usageDetails: { input: 5, output: 200, images: 2 },
  })
  expect(generation.costDetails.total).toBeCloseTo(5 * 5e-6 + 200 * 40e-6, 9)
})

test('a text is spoken, by a fallback where the model cannot', async () => {
  const asked = { model: 'lost', voice: 'alloy', input: 'おはよう' } as const
  const spoken = await client().audio.speech.create(asked, named('spoken'))
  expect(spoken.headers.get('content-type')).toBe('audio/mpeg')
  expect(await spoken.text()).toBe('spoken: おはよう')
  expect(spoken.headers.get('x-litellm-attempted-fallbacks')).toBe('1')
  expect(Number(spoken.headers.get('x-litellm-response-cost'))).toBeCloseTo(4 * 15e-6, 9)
})

test('a sound that breaks off is no whole answer, and is written down as a failure', async () => {
  const answer = await gateway.fetch(
    '/v1/audio/speech',
    { model: 'speaker', input: 'break off' },
    named('broken').headers,
  )
  await expect(answer.text()).rejects.toThrow()
  expect(await recorded('broken')).toMatchObject({ level: 'ERROR', output: { bytes: 8 } })
})

describe('audio', () => {
  const file = () => toFile(Buffer.from('good morning'), 'morning.mp3')

  test('is written down as text, paid by its length, and its bytes are not recorded', async () => {
    const asked = { model: 'listener', file: await file(), prompt: 'greetings' }
    const { text } = await client().audio.transcriptions.create(asked, named('heard'))
    expect(text).toBe('whisper-1 heard good morning in morning.mp3')
    expect(await recorded('heard')).toMatchObject({
      input: { file: { name: 'morning.mp3', bytes: 12 }, prompt: 'greetings' },
      output: text,
      usageDetails: { seconds: 60 },
      costDetails: { total: 0.006 },
    })
  })

  test('comes back in the format that is asked for', async () => {
    const asked = { model: 'listener', file: await file(), response_format: 'text' as const }
    expect(await client().audio.transcriptions.create(asked)).toContain('heard good morning')
  })
})

test.each([
  ['/v1/rerank', { model: 'ranker', query: 'x', documents: [] }, /documents must be a list/],
  ['/rerank', { model: 'ranker', documents: ['x'] }, /query is missing/],
  ['/rerank', { model: 'claude', query: 'x', documents: ['x'] }, /claude-sonnet-4-5 does not rerank/],
  ['/moderations', {}, /input is missing/],
  ['/images/generations', { model: 'painter' }, /prompt is missing/],
  ['/audio/speech', { input: 'x' }, /model is missing/],
  ['/audio/transcriptions', {}, /The body is no form/],
])('%s refuses %j with a reason', async (path, body, message) => {
  const answer = await gateway.fetch(path, body)
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({ error: { message: expect.stringMatching(message) } })
})

test.each(['omni-moderation-latest', 'painter', 'speaker', 'listener', 'ranker'])(
  '%s is examined by what it can do',
  async (model) => {
    const answer = await gateway.fetch(`/health?model=${model}`)
    expect(await answer.json()).toMatchObject({ healthy_count: 1, unhealthy_count: 0 })
  },
)
