import { createTokenCounter, type TokenCounter } from '@kansoku/catalog'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { createIngestion } from '../ingestion.ts'
import { scope } from '../testing/legacy-events.ts'
import { memoryAnalytics } from '../testing/memory-analytics.ts'
import { after as afterSpans } from '../testing/send-spans.ts'

const shared = createTokenCounter()
afterAll(() => shared[Symbol.asyncDispose]())

const second = (index: number) => `2026-01-01T00:00:0${index}.000Z`

/** The observation after events about it, each in a batch of its own. */
async function after(bodies: readonly object[], tokenCounter: TokenCounter = shared) {
  const analytics = memoryAnalytics()
  await using ingestion = createIngestion({ analytics, tokenCounter })
  for (const [index, body] of bodies.entries()) {
    const type = index === 0 ? 'generation-create' : 'generation-update'
    const said = { id: `e${index}`, type, timestamp: second(index), body: { id: 'o', traceId: 't', ...body } }
    const { errors } = await ingestion.ingestEvents(scope, { batch: [said] })
    expect(errors).toEqual([])
  }
  return analytics.rows('observations').get('o')
}

const call = { model: 'gpt-4o', input: [{ role: 'user', content: 'Say hello' }], output: 'Hello, World!' }
const counted = { input: 9, output: 4, total: 13 }

describe('usage that nobody gave', () => {
  test('is counted from input and output, and costs what the model costs', async () => {
    expect(await after([call])).toMatchObject({
      usage_details: counted,
      provided_usage_details: {},
      input_tokens: 9,
      output_tokens: 4,
      total_tokens: 13,
      cost_details: { input: '0.0000225', output: '0.00004', total: '0.0000625' },
      total_cost: '0.0000625',
      pricing_tier_name: 'Standard',
    })
  })

  test('is counted from what all events say together', async () => {
    const { output, ...asked } = call
    expect(await after([asked])).toMatchObject({ usage_details: { input: 9, total: 9 } })
    expect(await after([asked, { output: 'Hel' }, { output }])).toMatchObject({ usage_details: counted })
    const { model, ...unnamed } = call
    expect(await after([unnamed])).toMatchObject({ usage_details: {} })
    expect(await after([unnamed, { model }])).toMatchObject({ usage_details: counted })
  })

  test('gives way to usage that comes later', async () => {
    const usageDetails = { input: 100, cache_read_input_tokens: 7 }
    expect(await after([call, { usageDetails }])).toMatchObject({
      usage_details: { ...usageDetails, total: 107 },
      provided_usage_details: usageDetails,
    })
  })

  test.each([
    ['a cost was given', { ...call, costDetails: { total: 1 } }],
    ['it failed', { ...call, level: 'ERROR' }],
    ['the model has no tokenizer', { ...call, model: 'gemini-2.5-pro' }],
    ['nobody knows the model', { ...call, model: 'mine' }],
    ['there is no text', { model: 'gpt-4o' }],
    ['input and output are empty', { model: 'gpt-4o', input: [], output: '' }],
  ])('is not made up where %s', async (_, body) => {
    expect(await after([body])).toMatchObject({ usage_details: {}, total_tokens: 0 })
  })

  test('of Claude is counted by its own tokenizer', async () => {
    const model = 'claude-sonnet-4-5-20250929'
    expect(await after([{ model, output: 'hello world!' }])).toMatchObject({
      usage_details: { output: 3, total: 3 },
    })
  })

  test('is counted for spans too', async () => {
    const attributes = {
      'langfuse.observation.type': 'generation',
      'langfuse.observation.model.name': call.model,
      'langfuse.observation.input': JSON.stringify(call.input),
      'langfuse.observation.output': call.output,
    }
    const { first } = await afterSpans([{ attributes }])
    expect(first).toMatchObject({ usage_details: counted, total_cost: '0.0000625' })
  })

  test('stays unknown when it cannot be counted; the event is kept', async () => {
    const failing: TokenCounter = { count: async () => [], [Symbol.asyncDispose]: async () => {} }
    expect(await after([call], failing)).toMatchObject({ output: call.output, usage_details: {} })
  })
})

test('nothing is counted where usage was given', async () => {
  const count = vi.fn(shared.count)
  await after([{ ...call, usageDetails: { input: 1 } }], { ...shared, count })
  expect(count).not.toHaveBeenCalled()
})
