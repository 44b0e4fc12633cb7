import { expect, test } from 'vitest'
import type { Target } from '../spec/adapter.ts'
import type { ChatChunk } from '../spec/chunk.ts'
import { createCaller } from '../testing/collect.ts'
import { cutAt, exceptionFrame, payloadFrame } from '../testing/event-stream.ts'
import { testPorts } from '../testing/ports.ts'
import { answer, ask, assistant, builtCall, system, user } from '../testing/requests.ts'
import { sendJson, startUpstream } from '../testing/upstream.ts'
import { createSageMakerAdapter } from './adapter.ts'

type Name = 'sagemaker' | 'sagemaker_chat'
const keys = { aws_access_key_id: 'AKIA', aws_secret_access_key: 's', aws_region_name: 'us-east-1' }
const target = (provider: Name, overrides: Partial<Target> = {}): Target => ({
  provider,
  model: 'my-endpoint',
  params: keys,
  dropParams: true,
  ...overrides,
})
const adapter = (name: Name, env: Record<string, string> = {}) =>
  createSageMakerAdapter(name, testPorts({ env }))

test('an endpoint is invoked in its region, signed for the service, whatever key Bedrock has', async () => {
  const params = {
    ...keys,
    model_id: 'component-1',
    api_key: 'of Bedrock',
    aws_region_name: 'ap-northeast-1',
  }
  const env = { AWS_BEARER_TOKEN_BEDROCK: 'of Bedrock' }
  const built = await adapter('sagemaker_chat', env).buildRequest(ask(), target('sagemaker_chat', { params }))
  expect(built.request.url).toBe(
    'https://runtime.sagemaker.ap-northeast-1.amazonaws.com/endpoints/my-endpoint/invocations',
  )
  expect(built.request.headers['x-amzn-sagemaker-inference-component']).toBe('component-1')
  expect(built.request.headers.authorization).toMatch(
    /^AWS4-HMAC-SHA256 Credential=AKIA\/\d{8}\/ap-northeast-1\/sagemaker\/aws4_request/,
  )
  expect(JSON.parse(Buffer.from(built.request.body as Uint8Array).toString())).toEqual({
    model: 'my-endpoint',
    messages: [{ role: 'user', content: 'hello' }],
  })
  const wrong = target('sagemaker_chat', { model: '../other' })
  await expect(adapter('sagemaker_chat').buildRequest(ask(), wrong)).rejects.toMatchObject({ param: 'model' })
})

const chat = (content: string, more: object = {}) =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content }, ...more }] })}\n\n`

test('chats: whole, and streamed in frames that are cut anywhere', async () => {
  const stream = [chat('ha'), chat('llo', { finish_reason: 'stop' }), 'data: [DONE]\n\n'].join('')
  await using upstream = await startUpstream((response, { url }) => {
    if (url.endsWith('/invocations'))
      return sendJson(response, {
        choices: [{ index: 0, message: { content: 'hallo' }, finish_reason: 'stop' }],
      })
    for (const piece of cutAt(Buffer.from(stream), [3, 40, 90]))
      response.write(payloadFrame(Buffer.from(piece).toString()))
    response.end()
  })
  await using calls = createCaller(adapter('sagemaker_chat'))
  const at = target('sagemaker_chat', { params: { ...keys, api_base: upstream.url } })
  const whole = await calls.complete(at, ask())
  expect(whole.choices[0]?.content).toEqual([{ type: 'text', text: 'hallo' }])
  expect((await calls.stream(at, ask())).choices).toEqual(whole.choices)
  expect(upstream.seen[1]?.url).toBe('/endpoints/my-endpoint/invocations-response-stream')
})

test('text generation: a prompt, parameters, and an answer in either shape', async () => {
  const request = ask({
    messages: [system('Be brief'), user('hi'), assistant('Hello'), user('and?')],
    maxTokens: 9,
    temperature: 0,
    topP: 0.5,
    seed: 3,
    stop: ['x'],
    tools: [{ name: 'f' }],
    extra: { repetition_penalty: 1.1 },
  })
  const built = await adapter('sagemaker').buildRequest(request, target('sagemaker'))
  expect(JSON.parse(Buffer.from(built.request.body as Uint8Array).toString())).toEqual({
    inputs: 'System: Be brief\n\nUser: hi\n\nAssistant: Hello\n\nUser: and?\n\nAssistant:',
    parameters: {
      max_new_tokens: 9,
      do_sample: false,
      top_p: 0.5,
      seed: 3,
      stop: ['x'],
      return_full_text: false,
      repetition_penalty: 1.1,
    },
  })
  expect(built.warnings).toEqual([expect.stringMatching(/^tools was left out/)])
  const read = (body: object) => adapter('sagemaker').parseResponse(builtCall(), answer(200, body)).choices[0]
  expect(read([{ generated_text: 'Fine' }])).toMatchObject({
    content: [{ type: 'text', text: 'Fine' }],
    finishReason: 'stop',
  })
  expect(read({ generated_text: 'Fi', details: { finish_reason: 'length' } })?.finishReason).toBe('length')
  expect(() => read({ choices: [] })).toThrow(/sagemaker_chat/)
  const image = { type: 'image', source: { kind: 'url', url: 'https://a.example/b.png' } } as const
  const seeing = ask({ messages: [{ role: 'user', content: [image] }] })
  await expect(adapter('sagemaker').buildRequest(seeing, target('sagemaker'))).rejects.toThrow(
    /takes no image/,
  )
})

function decode(name: Name, ...frames: Uint8Array[]): { chunks: ChatChunk[]; error?: unknown } {
  const decoder = adapter(name).createDecoder(builtCall())
  const chunks: ChatChunk[] = []
  try {
    for (const frame of frames) decoder.push(frame, chunks)
    decoder.end(chunks)
    return { chunks }
  } catch (error) {
    return { chunks, error }
  }
}

test('text generation streams tokens; the last one ends it', () => {
  const token = (text: string, more: object = {}) =>
    payloadFrame(`data:${JSON.stringify({ token: { text }, generated_text: null, ...more })}\n\n`)
  const last = {
    token: { text: '</s>', special: true },
    generated_text: 'Fine.',
    details: { finish_reason: 'eos_token' },
  }
  expect(decode('sagemaker', token('Fi'), token('ne.'), token('', last))).toEqual({
    chunks: [
      { type: 'text', text: 'Fi' },
      { type: 'text', text: 'ne.' },
      { type: 'finish', reason: 'stop', upstreamReason: 'eos_token' },
    ],
  })
  expect(decode('sagemaker', token('Fi')).error).toMatchObject({ errorClass: 'api_connection' })
  expect(decode('sagemaker', token('', { error: 'lost' })).error).toMatchObject({
    errorClass: 'internal_server',
  })
})

test.each([
  [exceptionFrame('ModelStreamError', { Message: 'Your model timed out' }), 'timeout'],
  [exceptionFrame('InternalStreamFailure', { Message: 'oops' }), 'internal_server'],
  [payloadFrame(`data: ${JSON.stringify({ error: { message: 'slow down', code: 429 } })}\n\n`), 'rate_limit'],
  [Buffer.from('no frame at all, but long enough'), 'api_connection'],
])('a stream that fails after its first words is told (%#)', (frame, errorClass) => {
  const { chunks, error } = decode('sagemaker_chat', payloadFrame(chat('a')), frame)
  expect(chunks).toMatchObject([{ type: 'start' }, { type: 'text', text: 'a' }])
  expect(error).toMatchObject({ errorClass })
  expect(decode('sagemaker_chat', payloadFrame(chat('a'))).error).toMatchObject({
    errorClass: 'api_connection',
  })
})

test.each([
  [400, 'ValidationError', { message: 'Endpoint my-endpoint of account 123 not found.' }, 'not_found'],
  [403, 'AccessDeniedException', { Message: 'not authorized' }, 'permission_denied'],
  [429, 'ThrottlingException', { message: 'Rate exceeded' }, 'rate_limit'],
  [503, 'ServiceUnavailable', { message: 'down' }, 'service_unavailable'],
  [
    424,
    'ModelError',
    {
      Message: 'Received client error (400) from primary',
      OriginalStatusCode: 400,
      OriginalMessage: '{"error":{"message":"maximum context length is 8192 tokens"}}',
    },
    'context_window',
  ],
  [424, 'ModelError', { OriginalStatusCode: 429, OriginalMessage: 'busy' }, 'rate_limit'],
])('%d %s is %s', (status, name, body, errorClass) => {
  const response = answer(status, body, { 'x-amzn-errortype': name, 'retry-after': '2' })
  expect(adapter('sagemaker').parseError(builtCall(), response)).toMatchObject({ errorClass })
})
