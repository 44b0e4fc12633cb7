import type { ResponseInput } from 'openai/resources/responses/responses'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openTestWorld, type TestWorld } from './testing/test-world.ts'

let world: TestWorld
beforeAll(async () => {
  world = await openTestWorld()
})
afterAll(() => world?.[Symbol.asyncDispose]())
afterEach(() => world.clearFaults())

const input = 'good morning'
const tools = [
  {
    type: 'function' as const,
    name: 'get_weather',
    parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
    strict: false,
  },
]
const post = (body: object, path = '/v1/responses') => world.gateway.fetch(path, body)

describe.each(['gpt', 'claude', 'sonnet'])('responses of OpenAI’s client from %s', (model) => {
  test('whole', async () => {
    const response = await world.client().responses.create({ model, input, instructions: 'Be kind.' })
    expect(response).toMatchObject({
      object: 'response',
      status: 'completed',
      model,
      output_text: 'You said: good morning',
      output: [{ type: 'message', role: 'assistant', content: [{ type: 'output_text' }] }],
      usage: { input_tokens: expect.any(Number), output_tokens: expect.any(Number) },
      instructions: 'Be kind.',
      error: null,
    })
    expect(response.id).toMatch(/^resp_[0-9a-f]{32}$/)
  })

  test('streamed: numbered events in order, and the helper puts the same response together', async () => {
    const stream = await world.client().responses.create({ model, input, stream: true })
    const events = await Array.fromAsync(stream)
    expect(events.map(({ sequence_number }) => sequence_number)).toEqual(events.map((_, index) => index))
    const types = events.map(({ type }) => type).filter((type, index, all) => type !== all[index - 1])
    expect(types).toEqual([
      'response.created',
      'response.in_progress',
      'response.output_item.added',
      'response.content_part.added',
      'response.output_text.delta',
      'response.output_text.done',
      'response.content_part.done',
      'response.output_item.done',
      'response.completed',
    ])
    const final = await world.client().responses.stream({ model, input }).finalResponse()
    expect(final.output_text).toBe('You said: good morning')
  })

  test('calls a tool, streamed or not, and goes on with its result, by items and by id', async () => {
    const client = world.client()
    const call = { type: 'function_call', name: 'get_weather', arguments: '{"city":"Tokyo"}' }
    const first = await client.responses.create({ model, input, tools })
    expect(first.output).toMatchObject([call])
    const streamed = await client.responses.stream({ model, input, tools }).finalResponse()
    expect(streamed.output).toMatchObject([call])
    const [item] = first.output
    const output = {
      type: 'function_call_output' as const,
      call_id: item?.type === 'function_call' ? item.call_id : '',
      output: 'sunny',
    }
    const byId = await client.responses.create({
      model,
      tools,
      input: [output],
      previous_response_id: first.id,
    })
    expect(byId.output_text).toBe('It is sunny.')
    const byItems = await client.responses.create({
      model,
      tools,
      store: false,
      input: [{ role: 'user', content: input }, ...(first.output as ResponseInput), output],
    })
    expect(byItems.output_text).toBe('It is sunny.')
  })
})

test('kept responses are read, listed, not cancelled, and deleted; others were never there', async () => {
  const client = world.client()
  const first = await client.responses.create({ model: 'mocked', input: 'ping' })
  expect(await client.responses.retrieve(first.id)).toMatchObject({ id: first.id, output_text: 'pong' })
  const second = await client.responses.create({
    model: 'mocked',
    previous_response_id: first.id,
    input: [
      { role: 'user', content: 'a' },
      { role: 'user', content: 'b' },
    ],
  })
  const contents = async (order: 'asc' | 'desc') =>
    (await Array.fromAsync(client.responses.inputItems.list(second.id, { order, limit: 1 }))).map((item) =>
      item.type === 'message' ? item.content : undefined,
    )
  expect(await contents('asc')).toEqual(['a', 'b'])
  expect(await contents('desc')).toEqual(['b', 'a'])
  await expect(client.responses.cancel(first.id)).rejects.toMatchObject({ status: 400 })
  await client.responses.delete(first.id)
  await expect(client.responses.retrieve(first.id)).rejects.toMatchObject({ status: 404 })
  const unkept = await client.responses.create({ model: 'mocked', input: 'ping', store: false })
  await expect(client.responses.retrieve(unkept.id)).rejects.toMatchObject({ status: 404 })
  await expect(
    client.responses.create({ model: 'mocked', input: 'x', previous_response_id: first.id }),
  ).rejects.toMatchObject({ status: 400, code: 'previous_response_not_found' })
})

test('pictures, reasoning and formats reach the model', async () => {
  await world.client().responses.create({
    model: 'sonnet',
    max_output_tokens: 9000,
    reasoning: { effort: 'low' },
    input: [
      {
        role: 'user',
        content: [
          { type: 'input_text', text: 'what is it' },
          { type: 'input_image', image_url: 'data:image/png;base64,iVBORw0KGgo', detail: 'auto' },
        ],
      },
    ],
    text: {
      format: { type: 'json_schema', name: 'n', strict: true, schema: { type: 'object', properties: {} } },
    },
  })
  expect(world.anthropic.calls.at(-1)?.body).toMatchObject({
    max_tokens: 9000,
    thinking: { type: 'enabled', budget_tokens: 1024 },
    output_config: { format: { type: 'json_schema' } },
    messages: [{ content: [{ type: 'text' }, { type: 'image', source: { media_type: 'image/png' } }] }],
  })
})

test('an answer that was cut is incomplete; one that breaks has failed', async () => {
  const cut = await world.client().responses.create({ model: 'sonnet', input, max_output_tokens: 1 })
  expect(cut).toMatchObject({ status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } })
  world.openAi.faults.add({ kind: 'error-in-stream', afterChunks: 2 })
  const stream = await world.client().responses.create({ model: 'gpt', input, stream: true })
  expect((await Array.fromAsync(stream)).at(-1)).toMatchObject({
    type: 'response.failed',
    response: {
      status: 'failed',
      error: { code: 'server_error', message: expect.stringMatching(/^litellm\./) },
    },
  })
})

test('a prompt is counted', async () => {
  const { input_tokens } = await world.client().responses.inputTokens.count({ model: 'sonnet', input })
  expect(input_tokens).toBeGreaterThan(0)
})

test.each([
  [{ input }, /model is missing/],
  [{ model: 'gpt' }, /input is missing/],
  [{ model: 'gpt', input: [{ type: 'nothing' }] }, /input\[0\]\.type/],
  [
    { model: 'gpt', input: [{ role: 'user', content: [{ type: 'video' }] }] },
    /input\[0\]\.content\[0\]\.type/,
  ],
  [{ model: 'gpt', input: [{ type: 'function_call_output' }] }, /input\[0\]\.call_id/],
  [{ model: 'gpt', input, background: true }, /background is not served/],
])('%j is refused with a reason', async (body, message) => {
  const answer = await post(body)
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({
    error: { message: expect.stringMatching(message), type: 'invalid_request_error' },
  })
})

test('a call becomes a trace as those of the other doors do', async () => {
  await post({
    model: 'sonnet',
    input,
    instructions: 'Be kind.',
    tools: [{ type: 'image_generation', output_format: 'png' }],
    metadata: { trace_id: 'a-response' },
    reasoning: { effort: 'none' },
  })
  const { trace, generations } = await world.recorded('a-response')
  expect(trace).toMatchObject({
    name: 'litellm-aresponses',
    input: { instructions: 'Be kind.', messages: input },
    output: { role: 'assistant', content: 'You said: good morning' },
  })
  expect(generations[0]).toMatchObject({
    modelParameters: { reasoning: '{"effort":"none"}' },
    usageDetails: { input: expect.any(Number) },
    metadata: { warnings: ['tool image_generation was left out: anthropic does not know it'] },
  })
})
