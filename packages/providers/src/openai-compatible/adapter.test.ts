import { startOpenAiEmulator } from '@kansoku/emulators'
import { expect, test } from 'vitest'
import type { Target } from '../spec/adapter.ts'
import { createCaller } from '../testing/collect.ts'
import { testPorts } from '../testing/ports.ts'
import { ask, openAiTarget, user } from '../testing/requests.ts'
import { sendJson, startUpstream } from '../testing/upstream.ts'
import { createCompatibleAdapter } from './adapter.ts'
import type { CompatibleProvider } from './provider.ts'
import { COMPATIBLE_PROVIDERS } from './provider-table.ts'

function caller(env: Record<string, string> = {}, name = 'openai') {
  const provider = COMPATIBLE_PROVIDERS.find((candidate) => candidate.name === name) as CompatibleProvider
  return createCaller(createCompatibleAdapter(provider, testPorts({ env })))
}

const completion = { choices: [{ index: 0, message: { content: 'hi' }, finish_reason: 'stop' }] }

test('an upstream is called with key and own headers, whole and streamed, with the same result', async () => {
  await using upstream = await startOpenAiEmulator()
  await using calls = caller({ OPENAI_API_KEY: 'sk-emulator' })
  const target = openAiTarget({ params: { api_base: upstream.url } })
  const whole = await calls.complete(target, ask())
  const streamed = await calls.stream(target, ask())
  expect(streamed.choices).toEqual(whole.choices)
  expect(streamed.usage).toEqual(whole.usage)
  expect(whole.choices[0]?.content).toEqual([{ type: 'text', text: 'You said: hello' }])
})

test('keys, organization and headers go out; a wrong key is 401', async () => {
  await using upstream = await startUpstream((response) => sendJson(response, completion))
  await using calls = caller({ OPENAI_API_KEY: 'sk-env' })
  const params = {
    api_base: upstream.url,
    api_key: 'sk-own',
    organization: 'org-1',
    extra_headers: { 'X-A': 'b', Authorization: 'Custom x' },
  }
  await calls.complete(openAiTarget({ params }), ask())
  await calls.complete(openAiTarget({ params: { api_base: upstream.url, api_key: '' } }), ask())
  expect(upstream.seen[0]?.headers).toMatchObject({
    authorization: 'Custom x',
    'openai-organization': 'org-1',
    'x-a': 'b',
    'user-agent': 'kansoku',
  })
  expect(upstream.seen[1]?.headers.authorization).toBe('Bearer sk-env')
  await using emulator = await startOpenAiEmulator()
  const wrong = openAiTarget({ params: { api_base: `${emulator.url}/v1`, api_key: 'sk-wrong' } })
  await expect(calls.complete(wrong, ask())).rejects.toMatchObject({ errorClass: 'authentication' })
})

test('OpenAI itself is not called without a key; other servers are', async () => {
  await using calls = caller({ OPENAI_API_BASE: '/v1' })
  await expect(calls.complete(openAiTarget(), ask())).rejects.toMatchObject({
    errorClass: 'authentication',
    message: 'openai/gpt-4o-mini has no key; set api_key or OPENAI_API_KEY',
  })
  await using upstream = await startUpstream((response) => sendJson(response, completion))
  await calls.complete(openAiTarget({ params: { api_base: `${upstream.url}/v1` } }), ask())
  expect(upstream.seen[0]?.headers).not.toHaveProperty('authorization')
})

test('a server without /v1 is found once and remembered', async () => {
  await using upstream = await startUpstream((response, { url }) =>
    url === '/chat/completions'
      ? sendJson(response, completion)
      : sendJson(response, { detail: 'Not Found' }, 404),
  )
  await using calls = caller()
  const target = openAiTarget({ params: { api_base: upstream.url } })
  await calls.complete(target, ask())
  await calls.complete(target, ask())
  expect(upstream.seen.map((seen) => seen.url)).toEqual([
    '/v1/chat/completions',
    '/chat/completions',
    '/chat/completions',
  ])
})

test('what one deployment finds out about a base holds for the others on it', async () => {
  let moved = false
  await using upstream = await startUpstream((response, { url }) =>
    moved === (url === '/chat/completions')
      ? sendJson(response, completion)
      : sendJson(response, { detail: 'Not Found' }, 404),
  )
  await using calls = caller()
  const [first, second] = ['a', 'b'].map((api_key) =>
    openAiTarget({ params: { api_base: upstream.url, api_key } }),
  ) as [Target, Target]
  await calls.complete(first, ask())
  await calls.complete(second, ask())
  moved = true
  await calls.complete(first, ask())
  await calls.complete(second, ask())
  expect(upstream.seen.slice(3).map((seen) => seen.url)).toEqual(['/chat/completions', '/chat/completions'])
})

test('a server that has neither says so, and is tried from the start the next time', async () => {
  await using upstream = await startUpstream((response) => sendJson(response, { detail: 'Not Found' }, 404))
  await using calls = caller()
  const target = openAiTarget({ params: { api_base: upstream.url } })
  await expect(calls.complete(target, ask())).rejects.toMatchObject({ errorClass: 'not_found' })
  await expect(calls.complete(target, ask())).rejects.toMatchObject({ errorClass: 'not_found' })
  expect(upstream.seen.map((seen) => seen.url)).toContain('/chat/completions')
})

test('a model that does not exist is not taken for a missing path', async () => {
  await using upstream = await startOpenAiEmulator({ models: ['gpt-4o'] })
  await using calls = caller()
  const target = openAiTarget({ params: { api_base: upstream.url, api_key: 'sk-emulator' } })
  await expect(calls.complete(target, ask())).rejects.toMatchObject({
    errorClass: 'not_found',
    code: 'model_not_found',
  })
  expect(upstream.requests).toHaveLength(1)
})

test.each([
  [{ kind: 'truncate', afterChunks: 2 }, 'api_connection'],
  [{ kind: 'reset-in-stream', afterChunks: 2 }, 'api_connection'],
  [{ kind: 'garble', afterChunks: 2 }, 'api_connection'],
  [{ kind: 'error-in-stream', afterChunks: 2 }, 'internal_server'],
] as const)('%o fails as %s after what came before it', async (fault, errorClass) => {
  await using upstream = await startOpenAiEmulator({ chunkMs: 1 })
  await using calls = caller()
  upstream.faults.add(fault)
  const target = openAiTarget({ params: { api_base: upstream.url, api_key: 'sk-emulator' } })
  const stream = await calls.open(target, ask())
  await expect(Array.fromAsync(stream)).rejects.toMatchObject({ errorClass })
})

test('a server that keeps the connection open after [DONE] holds nobody up', async () => {
  let closed = false
  await using upstream = await startUpstream((response) => {
    response.on('close', () => {
      closed = true
    })
    const chunk = { choices: [{ index: 0, delta: { content: 'hi' }, finish_reason: 'stop' }] }
    response.write(`data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`)
  })
  await using calls = caller()
  const { choices } = await calls.stream(openAiTarget({ params: { api_base: upstream.url } }), ask())
  expect(choices[0]?.content).toEqual([{ type: 'text', text: 'hi' }])
  expect(closed).toBe(false)
  await expect.poll(() => closed, { timeout: 4000 }).toBe(true)
})

test('leaving the stream closes the upstream', async () => {
  await using upstream = await startOpenAiEmulator({ chunkMs: 5 })
  await using calls = caller()
  const target = openAiTarget({ params: { api_base: upstream.url, api_key: 'sk-emulator' } })
  for await (const _ of await calls.open(target, ask({ messages: [user('word '.repeat(300))] }))) break
  await expect.poll(() => upstream.abandonedStreams()).toBe(1)
})

test('facts of a deployment leave out the query of its base', () => {
  const [provider] = COMPATIBLE_PROVIDERS
  const adapter = createCompatibleAdapter(provider as CompatibleProvider, testPorts())
  const params = { api_base: 'https://a.example/v1?key=secret' }
  expect(adapter.describe(openAiTarget({ model: 'o4-mini', params }))).toEqual({
    apiBase: 'https://a.example/v1',
    baseModel: 'o4-mini',
    supports: { promptCaching: true, tools: true, reasoning: true, vision: true },
  })
})
