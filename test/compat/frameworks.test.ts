import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { platform } from '../kit/langfuse-api.ts'
import { type Product, startProduct } from '../kit/product.ts'
import { expectedOf } from './frameworks/expected.ts'
import { frameworks } from './frameworks/frameworks.ts'
import { readTree, type TracedSpan } from './frameworks/read-tree.ts'

let product: Product
beforeAll(async () => {
  product = await startProduct()
})
afterAll(() => product?.[Symbol.asyncDispose]())

interface Request {
  readonly resourceSpans: readonly {
    readonly scopeSpans: readonly { readonly spans: readonly { readonly traceId: string }[] }[]
  }[]
}

type Content = Pick<TracedSpan, 'input' | 'output'>

interface Trace extends Content {
  readonly userId: string | null
  readonly sessionId: string | null
  readonly tags: readonly string[]
  readonly totalCost: number
  readonly observations: readonly TracedSpan[]
}

/** Sends what the framework sent and reads the traces that it made, in the order of their first spans. */
async function replay(id: string): Promise<readonly Trace[]> {
  const text = await readFile(join(import.meta.dirname, 'frameworks/fixtures', `${id}.json`), 'utf8')
  const { requests } = JSON.parse(text) as { requests: readonly Request[] }
  for (const request of requests) {
    const { status } = await platform(product, 'POST', '/api/public/otel/v1/traces', request)
    expect(status).toBe(200)
  }
  const spans = requests.flatMap(({ resourceSpans }) =>
    resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)),
  )
  const traceIds = [...new Set(spans.map(({ traceId }) => traceId))]
  const answers = traceIds.map((traceId) => platform(product, 'GET', `/api/public/traces/${traceId}`))
  return (await Promise.all(answers)).map(({ body }) => body)
}

describe.each(frameworks)('$id', ({ id }) => {
  const expected = expectedOf[id]
  let traces: readonly Trace[]
  beforeAll(async () => {
    traces = await replay(id)
  })

  test('every span has its type, its name and its place', () => {
    expect(traces.map(({ observations }) => readTree(observations))).toEqual(expected?.trees)
  })

  test('question and answer are those of the trace', () => {
    const [trace] = traces
    const said: readonly Content[] = (expected?.silentRoot ? trace?.observations : trace && [trace]) ?? []
    const inputs = JSON.stringify(said.map(({ input }) => input))
    const outputs = JSON.stringify(said.map(({ output }) => output))
    expect(inputs).toContain('How is the weather in Kyoto?')
    expect(outputs).toContain(expected?.answer ?? 'Sunny in Kyoto.')
  })

  test('calls of models, and they alone, have model and usage, and each is paid for once', () => {
    const calls = traces
      .flatMap(({ observations }) => observations)
      .filter(({ usageDetails }) => usageDetails.total)
    expect(calls.map(({ model, usageDetails }) => `${model} ${usageDetails.total}`).sort()).toEqual(
      expected?.calls,
    )
    const cost = traces.reduce((sum, { totalCost }) => sum + totalCost, 0)
    expect(cost).toBeCloseTo(expected?.cost ?? 0, 9)
  })

  test('user, session and tags are found where they are told', () => {
    const nobody = { userId: null, sessionId: null, tags: [] }
    for (const trace of traces) expect(trace).toMatchObject({ ...nobody, ...expected?.told })
  })
})
