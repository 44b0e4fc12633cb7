import { expect } from 'vitest'
import { platform } from '../../kit/langfuse-api.ts'
import type { Product } from '../../kit/product.ts'
import type { Texts } from './generations.ts'
import { story, type Told } from './programs/story.ts'

/** What a feature has left on the platform, held to what was told. */
type Check = (product: Product, told: Told) => Promise<void>

export interface Feature {
  /** For readers. */
  readonly title: Texts
  readonly check: Check
}

// biome-ignore lint/suspicious/noExplicitAny: answers of many shapes, asserted field by field
type Read = any

async function traceOf(product: Product, { traceId }: Told): Promise<Read> {
  const { status, body } = await platform(product, 'GET', `/api/public/traces/${traceId}`)
  expect([status, body]).toEqual([200, body])
  const named = (name: string) => body.observations.find((one: Read) => one.name === name)
  return { ...body, named }
}

const checkGeneration = (generation: Read) => {
  expect(generation).toMatchObject({ type: 'GENERATION', input: story.messages })
  expect(generation.model).toMatch(/^gpt-4o/)
  expect(generation.usageDetails.total).toBe(generation.usageDetails.input + generation.usageDetails.output)
  expect(generation.calculatedTotalCost).toBeGreaterThan(0)
}

const checkAnswer: Check = async (product, told) => {
  const generation = (await traceOf(product, told)).named('ask')
  checkGeneration({ ...generation, input: generation.input.messages ?? generation.input })
  expect(JSON.stringify(generation.output)).toContain('天気は?')
}

export const features = {
  trace: {
    title: {
      en: 'Trace with user, session, tags, metadata',
      ja: 'トレース（ユーザー、セッション、タグ、メタデータ）',
    },
    check: async (product, told) => {
      const { name, userId, tags, metadata, input, output, version } = story
      const environment = 'staging'
      const trace = await traceOf(product, told)
      expect(trace).toMatchObject({ name, userId, tags, input, output, version, environment, release: 'r1' })
      expect(trace.metadata).toMatchObject(metadata)
      expect(trace.sessionId).toMatch(/^session-/)
    },
  },
  nesting: {
    title: { en: 'Nested spans and events', ja: '入れ子のスパンとイベント' },
    check: async (product, told) => {
      const { named } = await traceOf(product, told)
      expect(named('event')).toMatchObject({ type: 'EVENT', parentObservationId: named('inner').id })
      expect(named('inner')).toMatchObject({ type: 'SPAN', parentObservationId: named('outer').id })
      expect(named('inner').endTime).not.toBeNull()
    },
  },
  generation: {
    title: { en: 'Generation with usage and cost', ja: '生成（使用量とコスト）' },
    check: async (product, told) => {
      const { named, totalCost } = await traceOf(product, told)
      checkGeneration(named('answer'))
      expect(named('answer')).toMatchObject({
        output: story.output,
        modelParameters: expect.toSatisfy(({ temperature }) => Number(temperature) === 0.5),
        usageDetails: { input: 1000, output: 100, total: 1100 },
      })
      expect(totalCost).toBeCloseTo(1000 * 2.5e-6 + 100 * 10e-6, 12)
    },
  },
  update: {
    title: { en: 'Update of an observation', ja: 'オブザベーションの更新' },
    check: async (product, told) => {
      const { output, metadata } = story
      const changes = { output, level: 'WARNING', statusMessage: 'slow' }
      const updated = (await traceOf(product, told)).named('updated')
      expect(updated).toMatchObject({ ...changes, metadata })
    },
  },
  score: {
    title: { en: 'Scores of traces and observations', ja: 'トレースとオブザベーションのスコア' },
    check: async (product, told) => {
      const { named, scores } = await traceOf(product, told)
      const byName = Object.fromEntries(scores.map((score: Read) => [score.name, score]))
      expect(byName.quality).toMatchObject({ dataType: 'NUMERIC', value: 0.9, comment: 'good' })
      expect(byName.tone).toMatchObject({ dataType: 'CATEGORICAL', stringValue: 'kind' })
      expect(byName.tone.observationId).toBe(named('scored').id)
    },
  },
  session: {
    title: { en: 'Session over several traces', ja: '複数のトレースにわたるセッション' },
    check: async (product, { sessionId }) => {
      const { body } = await platform(product, 'GET', `/api/public/sessions/${sessionId}`)
      expect(body.traces.map((trace: Read) => trace.name).sort()).toEqual(['first', 'second'])
    },
  },
  media: {
    title: { en: 'Media', ja: 'メディア' },
    check: async (product, told) => {
      const token = (await traceOf(product, told)).input.picture
      const [, id] = /^@@@langfuseMedia:type=image\/png\|id=([\w-]{22})\|source=\w+@@@$/.exec(token) ?? []
      const { body } = await platform(product, 'GET', `/api/public/media/${id}`)
      const file = await fetch(body.url)
      expect(file.headers.get('content-type')).toBe('image/png')
      expect(Buffer.from(await file.arrayBuffer())).toEqual(story.picture)
    },
  },
  openai: { title: { en: 'OpenAI wrapper', ja: 'OpenAI ラッパー' }, check: checkAnswer },
  'openai stream': {
    title: { en: 'OpenAI wrapper, streaming', ja: 'OpenAI ラッパー（ストリーミング）' },
    check: checkAnswer,
  },
  langchain: {
    title: { en: 'LangChain callback', ja: 'LangChain コールバック' },
    check: async (product, told) => {
      const { observations, named } = await traceOf(product, told)
      const model = observations.find((one: Read) => one.type === 'GENERATION')
      expect(JSON.stringify([model.input, model.output])).toMatch(/天気は\?.*sunny/)
      expect(model).toMatchObject({ model: story.model, usageDetails: { input: 1000, output: 100 } })
      expect(model.calculatedTotalCost).toBeGreaterThan(0)
      expect(named('chain')).toMatchObject({ output: 'sunny' })
      expect(model.parentObservationId).toBe(named('chain').id)
    },
  },
  exit: {
    title: { en: 'Flush when the process ends', ja: 'プロセス終了時の送信' },
    check: async (product, told) => {
      expect((await traceOf(product, told)).name).toBe(story.name)
    },
  },
} as const satisfies Record<string, Feature>

export type FeatureName = keyof typeof features
