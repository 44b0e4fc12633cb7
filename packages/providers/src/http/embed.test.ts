import { expect, test } from 'vitest'
import { createAnthropicAdapter } from '../anthropic/adapter.ts'
import { createBedrockAdapter } from '../bedrock/adapter.ts'
import { createCompatibleAdapter } from '../openai-compatible/adapter.ts'
import type { CompatibleProvider } from '../openai-compatible/provider.ts'
import { COMPATIBLE_PROVIDERS } from '../openai-compatible/provider-table.ts'
import { createCaller } from '../testing/collect.ts'
import { testPorts } from '../testing/ports.ts'
import { anthropicTarget, bedrockTarget, openAiTarget } from '../testing/requests.ts'
import { sendJson, startUpstream } from '../testing/upstream.ts'

const openAi = createCompatibleAdapter(COMPATIBLE_PROVIDERS[0] as CompatibleProvider, testPorts())
const keys = { api_key: 'bedrock-key', aws_region_name: 'us-east-1' }
const onBedrock = (model: string, url: string, dropParams = false) =>
  bedrockTarget({ model, dropParams, params: { ...keys, aws_bedrock_runtime_endpoint: url } })

test('OpenAI gets all texts in one request and answers in any order', async () => {
  await using upstream = await startUpstream((response) =>
    sendJson(response, {
      model: 'text-embedding-3-small',
      data: [
        { index: 1, embedding: [2, 2] },
        { index: 0, embedding: [1, 1] },
      ],
      usage: { prompt_tokens: 5, total_tokens: 5 },
    }),
  )
  await using calls = createCaller(openAi)
  const target = openAiTarget({
    model: 'text-embedding-3-small',
    params: { api_base: upstream.url, api_key: 'k' },
  })
  const request = { inputs: ['a', [1, 2]], dimensions: 2, user: 'u' }
  expect(await calls.embed(target, request)).toMatchObject({
    model: 'text-embedding-3-small',
    choices: [],
    vectors: [
      [1, 1],
      [2, 2],
    ],
    usage: { inputTokens: 5, outputTokens: 0, totalTokens: 5 },
  })
  expect(upstream.seen[0]?.url).toBe('/v1/embeddings')
  expect(JSON.parse(upstream.seen[0]?.body ?? '')).toEqual({
    model: 'text-embedding-3-small',
    input: ['a', [1, 2]],
    dimensions: 2,
    user: 'u',
    encoding_format: 'float',
  })
})

test('Titan gets one text a request; the vectors keep the order of the texts', async () => {
  await using upstream = await startUpstream((response, { body }) => {
    const { inputText } = JSON.parse(body)
    sendJson(response, { embedding: [Number(inputText)], inputTextTokenCount: 2 })
  })
  await using calls = createCaller(createBedrockAdapter(testPorts()))
  const inputs = Array.from({ length: 9 }, (_, index) => String(index))
  const target = onBedrock('amazon.titan-embed-text-v2:0', upstream.url)
  const result = await calls.embed(target, { inputs, dimensions: 256 })
  expect(result.vectors).toEqual(inputs.map((text) => [Number(text)]))
  expect(result.usage?.inputTokens).toBe(18)
  expect(upstream.seen[0]?.url).toBe('/model/amazon.titan-embed-text-v2%3A0/invoke')
  expect(JSON.parse(upstream.seen[0]?.body ?? '')).toEqual({ inputText: '0', dimensions: 256 })
})

test('Cohere gets up to 96 texts a request, and its tokens are told in a header', async () => {
  await using upstream = await startUpstream((response, { body }) => {
    const { texts } = JSON.parse(body) as { texts: string[] }
    response.setHeader('x-amzn-bedrock-input-token-count', '7')
    const embeddings = texts.map((text) => [text.length])
    sendJson(response, texts.length === 96 ? { embeddings } : { embeddings: { float: embeddings } })
  })
  await using calls = createCaller(createBedrockAdapter(testPorts()))
  const target = onBedrock('cohere.embed-multilingual-v3', upstream.url, true)
  const inputs = Array.from({ length: 100 }, (_, index) => 'x'.repeat(index + 1))
  const result = await calls.embed(target, { inputs, dimensions: 3, extra: { input_type: 'search_query' } })
  expect(result.vectors).toEqual(inputs.map((text) => [text.length]))
  expect([result.usage?.inputTokens, result.warnings.length]).toEqual([14, 1])
  expect(JSON.parse(upstream.seen[0]?.body ?? '')).toMatchObject({
    input_type: 'search_query',
    embedding_types: ['float'],
  })
})

test('what makes no embeddings says so; refusals and answers of another kind have their class', async () => {
  await using upstream = await startUpstream((response, { url }) =>
    url.startsWith('/model') ? sendJson(response, { message: 'no access' }, 403) : sendJson(response, {}),
  )
  await using bedrock = createCaller(createBedrockAdapter(testPorts()))
  await using others = createCaller(createAnthropicAdapter(testPorts()))
  await using calls = createCaller(openAi)
  const titan = onBedrock('amazon.titan-embed-text-v1', upstream.url)
  await expect(others.embed(anthropicTarget(), { inputs: ['a'] })).rejects.toMatchObject({
    errorClass: 'bad_request',
    message: 'anthropic/claude-sonnet-4-5 makes no embeddings',
  })
  await expect(bedrock.embed(titan, { inputs: ['a'] })).rejects.toMatchObject({
    errorClass: 'permission_denied',
  })
  await expect(bedrock.embed(titan, { inputs: [[1]] })).rejects.toMatchObject({ param: 'input' })
  await expect(bedrock.embed(titan, { inputs: ['a'], dimensions: 2 })).rejects.toMatchObject({
    errorClass: 'unsupported_params',
  })
  const target = openAiTarget({ params: { api_base: upstream.url, api_key: 'k' } })
  await expect(calls.embed(target, { inputs: ['a'] })).rejects.toMatchObject({ errorClass: 'bad_gateway' })
})
