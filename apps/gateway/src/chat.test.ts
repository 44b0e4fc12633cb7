import { emulatorIdentity } from '@kansoku/emulators'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { masterKey, startTestGateway } from './testing/start-test-gateway.ts'
import { openTestWorld, question, type TestWorld } from './testing/test-world.ts'

let world: TestWorld
beforeAll(async () => {
  world = await openTestWorld()
})
afterAll(() => world?.[Symbol.asyncDispose]())
afterEach(() => world.clearFaults())

const tools = [
  {
    type: 'function' as const,
    function: {
      name: 'get_weather',
      parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
    },
  },
]

describe.each(['claude', 'gpt'])('the openai client against %s', (model) => {
  test.each(['', '/v1'])('completes a chat with base URL "%s"', async (suffix) => {
    const completion = await world.client(suffix).chat.completions.create({ model, messages: question })
    expect(completion).toMatchObject({
      object: 'chat.completion',
      model,
      choices: [
        {
          index: 0,
          finish_reason: 'stop',
          message: { role: 'assistant', content: 'You said: good morning' },
        },
      ],
    })
    expect(completion.id).toMatch(/^chatcmpl-/)
    const { usage } = completion
    expect(usage?.total_tokens).toBe((usage?.prompt_tokens ?? 0) + (usage?.completion_tokens ?? 0))
  })

  test('streams: role first, one finish, usage last and only when asked for', async () => {
    for (const include_usage of [true, false]) {
      const stream = await world.client().chat.completions.create({
        model,
        messages: question,
        stream: true,
        stream_options: { include_usage },
      })
      const chunks = []
      for await (const chunk of stream) chunks.push(chunk)
      expect(chunks.every((chunk) => Array.isArray(chunk.choices) && chunk.model === model)).toBe(true)
      expect(chunks[0]?.choices[0]?.delta.role).toBe('assistant')
      expect(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join('')).toBe(
        'You said: good morning',
      )
      expect(chunks.filter((chunk) => chunk.choices[0]?.finish_reason === 'stop')).toHaveLength(1)
      const withUsage = chunks.filter((chunk) => chunk.usage)
      if (include_usage) expect(withUsage).toEqual([chunks.at(-1)])
      else expect(withUsage).toEqual([])
      if (include_usage) expect(chunks.at(-1)?.choices).toEqual([])
    }
  })

  test('calls a tool, streamed or not, and goes on with its result', async () => {
    const plain = await world.client().chat.completions.create({ model, messages: question, tools })
    expect(plain.choices[0]).toMatchObject({ finish_reason: 'tool_calls', message: { content: null } })
    const call = plain.choices[0]?.message.tool_calls?.[0]
    expect(call).toMatchObject({ type: 'function', function: { name: 'get_weather' } })
    const stream = world.client().chat.completions.stream({ model, messages: question, tools })
    const streamed = (await stream.finalChatCompletion()).choices[0]?.message.tool_calls?.[0]
    expect(streamed).toMatchObject({ function: { name: 'get_weather', arguments: '{"city":"Tokyo"}' } })
    const next = await world.client().chat.completions.create({
      model,
      messages: [
        ...question,
        { role: 'assistant', content: null, tool_calls: call ? [call] : [] },
        { role: 'tool', tool_call_id: call?.id ?? '', content: 'sunny' },
      ],
      tools,
    })
    expect(next.choices[0]?.message.content).toBe('It is sunny.')
  })

  test('an upstream that is overloaded is tried again, and each failed try is in the trace', async () => {
    const faults = model === 'gpt' ? world.openAi.faults : world.bedrock.faults
    faults.add({ kind: 'status', status: 503 })
    const traceId = `retry-${model}`
    const { data, response } = await world
      .client()
      .chat.completions.create({ model, messages: question, metadata: { trace_id: traceId } })
      .withResponse()
    expect(data.choices[0]?.message.content).toBe('You said: good morning')
    expect(response.headers.get('x-litellm-attempted-retries')).toBe('1')
    const { generations } = await world.recorded(traceId, 2)
    expect(generations.map(({ level }) => level)).toEqual(['ERROR', 'DEFAULT'])
    expect(generations[0]?.statusMessage).toMatch(
      /^litellm\.ServiceUnavailableError: (OpenAI|Bedrock)Exception - /,
    )
  })

  test('an error after the first words becomes an error event, and the trace keeps what arrived', async () => {
    const faults = model === 'gpt' ? world.openAi.faults : world.bedrock.faults
    faults.add({ kind: 'error-in-stream', afterChunks: 3 })
    const traceId = `broken-${model}`
    const answer = await world.gateway.fetch('/v1/chat/completions', {
      model,
      messages: [{ role: 'user', content: 'a long enough sentence for several chunks' }],
      stream: true,
      metadata: { trace_id: traceId },
    })
    expect(answer.status).toBe(200)
    const text = await answer.text()
    expect(text).toMatch(/data: \{"error":\{"message":"litellm\./)
    expect(text).not.toContain('[DONE]')
    const { generations } = await world.recorded(traceId)
    expect(generations[0]).toMatchObject({
      level: 'ERROR',
      output: { content: expect.stringMatching(/^You said/) },
    })
  })

  test('a stream that ends without its end is an error, not an answer', async () => {
    const faults = model === 'gpt' ? world.openAi.faults : world.bedrock.faults
    faults.add({ kind: 'truncate', afterChunks: 2 })
    const stream = await world.client().chat.completions.create({ model, messages: question, stream: true })
    await expect(Array.fromAsync(stream)).rejects.toThrow()
  })

  test('an upstream that never answers times out with 408', async () => {
    const faults = model === 'gpt' ? world.openAi.faults : world.bedrock.faults
    faults.add({ kind: 'hang' }, { times: Number.POSITIVE_INFINITY })
    for (const stream of [false, true]) {
      const answer = await world.gateway.fetch('/v1/chat/completions', {
        model,
        messages: question,
        stream,
        timeout: 0.05,
        num_retries: 0,
        disable_fallbacks: true,
      })
      expect(answer.status).toBe(408)
      expect(await answer.json()).toMatchObject({
        error: { message: expect.stringMatching(/^litellm\.Timeout/), code: '408' },
      })
    }
  })

  test('a client that goes away ends the upstream stream, and the call is recorded', async () => {
    const emulator = model === 'gpt' ? world.openAi : world.bedrock
    emulator.faults.add({ kind: 'slow', firstChunkMs: 0, chunkMs: 30 })
    const before = emulator.abandonedStreams()
    const traceId = `left-${model}`
    const leaving = new AbortController()
    const answer = await fetch(`${world.gateway.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${masterKey}` },
      signal: leaving.signal,
      body: JSON.stringify({
        model,
        stream: true,
        messages: [{ role: 'user', content: 'x'.repeat(2000) }],
        metadata: { trace_id: traceId },
      }),
    })
    await answer.body?.getReader().read()
    leaving.abort()
    const { generations } = await world.recorded(traceId)
    expect(generations[0]).toMatchObject({
      level: 'WARNING',
      statusMessage: expect.stringMatching(/ClientDisconnected/),
    })
    while (emulator.abandonedStreams() === before) await new Promise((resolve) => setImmediate(resolve))
  })
})

test('a deployment that is throttled in the middle of a stream rests like one that is at its beginning', async () => {
  const aws = {
    aws_bedrock_runtime_endpoint: world.bedrock.url,
    aws_access_key_id: emulatorIdentity.accessKeyId,
    aws_secret_access_key: emulatorIdentity.secretAccessKey,
    aws_region_name: 'us-east-1',
  }
  const deployment = (id: string, order: number) => ({
    model_name: 'nova',
    litellm_params: { model: 'bedrock/us.amazon.nova-pro-v1:0', order, ...aws },
    model_info: { id },
  })
  await using gateway = await startTestGateway({
    config: { model_list: [deployment('first', 1), deployment('second', 2)] },
  })
  const ask = async () => {
    const body = { model: 'nova', messages: question, stream: true }
    const answer = await gateway.fetch('/v1/chat/completions', body)
    return { id: answer.headers.get('x-litellm-model-id'), text: await answer.text() }
  }
  world.bedrock.faults.add({ kind: 'error-in-stream', afterChunks: 3, error: 'throttlingException' })
  const broken = await ask()
  expect([broken.id, broken.text]).toEqual(['first', expect.stringContaining('RateLimitError')])
  expect((await ask()).id).toBe('second')
})
