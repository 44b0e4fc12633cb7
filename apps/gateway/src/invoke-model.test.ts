import Anthropic from '@anthropic-ai/sdk'
import {
  BedrockRuntimeClient,
  CountTokensCommand,
  InvokeModelCommand,
  InvokeModelWithResponseStreamCommand,
} from '@aws-sdk/client-bedrock-runtime'
import { type BedrockEmulator, emulatorIdentity, startBedrockEmulator } from '@kansoku/emulators'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { masterKey, startTestGateway, type TestGateway } from './testing/start-test-gateway.ts'

const sonnet = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'

let bedrock: BedrockEmulator
let gateway: TestGateway
beforeAll(async () => {
  bedrock = await startBedrockEmulator()
  const { accessKeyId, secretAccessKey } = emulatorIdentity
  const aws = {
    aws_bedrock_runtime_endpoint: bedrock.url,
    aws_access_key_id: accessKeyId,
    aws_secret_access_key: secretAccessKey,
    aws_region_name: 'us-east-1',
  }
  gateway = await startTestGateway({
    config: {
      model_list: [
        { model_name: 'invoked', litellm_params: { model: `bedrock/invoke/${sonnet}`, ...aws } },
        { model_name: 'nova', litellm_params: { model: 'bedrock/invoke/us.amazon.nova-pro-v1:0', ...aws } },
        { model_name: 'tuned', litellm_params: { model: 'bedrock/us.example.tuned-v1:0', ...aws } },
      ],
    },
  })
})
afterAll(async () => {
  await gateway?.[Symbol.asyncDispose]()
  await bedrock?.[Symbol.asyncDispose]()
})

const asked = { max_tokens: 100, messages: [{ role: 'user' as const, content: 'good morning' }] }
const client = () => new Anthropic({ baseURL: gateway.url, apiKey: masterKey, maxRetries: 0 })
const lastCall = () => bedrock.calls.at(-1)

test('Claude behind invoke/ is asked in its own words, streamed or not, with the betas that Bedrock knows', async () => {
  const betas = { headers: { 'anthropic-beta': 'interleaved-thinking-2025-05-14,claude-code-20250219' } }
  const whole = await client().messages.create({ ...asked, model: 'invoked' }, betas)
  expect(whole).toMatchObject({ content: [{ type: 'text', text: expect.any(String) }] })
  expect(lastCall()).toMatchObject({ modelId: sonnet, operation: 'invoke', stream: false })
  expect(lastCall()?.body).toEqual({
    anthropic_version: 'bedrock-2023-05-31',
    anthropic_beta: ['interleaved-thinking-2025-05-14'],
    ...asked,
  })
  const streamed = await client()
    .messages.stream({ ...asked, model: 'invoked' })
    .finalMessage()
  expect(streamed.content).toEqual(whole.content)
  expect(streamed.usage).toMatchObject(whole.usage)
  expect(lastCall()).toMatchObject({ operation: 'invoke', stream: true })
})

test('chat completions reach it as well, and other models behind invoke/ through Converse', async () => {
  for (const model of ['invoked', 'nova']) {
    const answer = await gateway.fetch('/v1/chat/completions', { ...asked, model })
    expect(await answer.json()).toMatchObject({ choices: [{ finish_reason: 'stop' }] })
    expect(lastCall()?.operation).toBe(model === 'invoked' ? 'invoke' : 'converse')
  }
})

test('a stream that is cut off is an error', async () => {
  bedrock.faults.add({ kind: 'truncate', afterChunks: 4 })
  const stream = client().messages.stream({ ...asked, model: 'invoked' })
  await expect(stream.finalMessage()).rejects.toThrow(/ended in the middle/)
})

test('Bedrock counts the tokens of its models by their own ids; what it refuses is estimated, and not asked again', async () => {
  const { max_tokens: _, ...prompt } = asked
  const counted = await client().messages.countTokens({ ...prompt, model: 'invoked' })
  expect(counted.input_tokens).toBeGreaterThan(0)
  expect(lastCall()).toMatchObject({
    operation: 'count-tokens',
    modelId: 'anthropic.claude-sonnet-4-5-20250929-v1:0',
    body: { input: { converse: { messages: [{ role: 'user', content: [{ text: 'good morning' }] }] } } },
  })
  const before = bedrock.calls.length
  for (let round = 0; round < 2; round++) {
    const estimated = await client().messages.countTokens({ ...prompt, model: 'tuned' })
    expect(estimated.input_tokens).toBeGreaterThan(0)
  }
  expect(bedrock.calls.length).toBe(before + 1)
})

test('the client of AWS invokes and counts through the gateway', async () => {
  const aws = new BedrockRuntimeClient({
    endpoint: `${gateway.url}/bedrock`,
    region: 'us-east-1',
    credentials: { accessKeyId: masterKey, secretAccessKey: 'nobody checks it' },
    requestHandler: new NodeHttpHandler(),
    maxAttempts: 1,
  })
  const body = JSON.stringify({ anthropic_version: 'bedrock-2023-05-31', ...asked })
  const invoked = await aws.send(new InvokeModelCommand({ modelId: sonnet, body }))
  const { content } = JSON.parse(invoked.body.transformToString())
  expect(content).toMatchObject([{ type: 'text' }])
  const streamed = await aws.send(new InvokeModelWithResponseStreamCommand({ modelId: 'invoked', body }))
  const events = await Array.fromAsync(streamed.body ?? [])
  const pieces = events.map(({ chunk }) => JSON.parse(Buffer.from(chunk?.bytes ?? []).toString('utf8')))
  expect(pieces.map(({ delta }) => delta?.text ?? '').join('')).toBe(content[0].text)
  const input = { converse: { messages: [{ role: 'user' as const, content: [{ text: 'x' }] }] } }
  const modelId = 'anthropic.claude-sonnet-4-5-20250929-v1:0'
  expect(await aws.send(new CountTokensCommand({ modelId, input }))).toMatchObject({ inputTokens: 11 })
})
