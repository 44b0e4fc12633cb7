import OpenAI from 'openai'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { gateway, platform } from '../kit/langfuse-api.ts'
import { identity, type Product, startProduct } from '../kit/product.ts'
import { until } from '../kit/until.ts'

let product: Product
beforeAll(async () => {
  product = await startProduct()
})
afterAll(() => product[Symbol.asyncDispose]())

describe.each(['', '/v1'])('the openai client with base URL %j', (suffix) => {
  const client = () =>
    new OpenAI({ baseURL: `${product.gatewayUrl}${suffix}`, apiKey: identity.masterKey, maxRetries: 0 })

  test('lists models and completes a chat, which becomes a trace', async () => {
    const models = (await client().models.list()).data.map((model) => model.id)
    const model = models[0] ?? ''
    const completion = await client().chat.completions.create({
      model,
      messages: [{ role: 'user', content: 'Say hello.' }],
      user: 'openai-user',
    })
    expect(completion.choices[0]?.message.content).toBeTruthy()
    expect(completion.usage?.total_tokens).toBeGreaterThan(0)
    const trace = await until(async () => {
      const { body } = await platform(product, 'GET', `/api/public/traces?userId=openai-user&limit=1&page=1`)
      return body.data?.[0]
    })
    expect(trace.name).toBe('litellm-acompletion')
  })

  test('streams with a usage chunk', async () => {
    const model = (await client().models.list()).data[0]?.id ?? ''
    const stream = await client().chat.completions.create({
      model,
      stream: true,
      stream_options: { include_usage: true },
      messages: [{ role: 'user', content: 'Say hello.' }],
    })
    const chunks = []
    for await (const chunk of stream) chunks.push(chunk)
    expect(chunks.every((chunk) => Array.isArray(chunk.choices))).toBe(true)
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { total_tokens: expect.any(Number) } })
    expect(chunks.findLast((chunk) => chunk.choices.length > 0)?.choices[0]?.finish_reason).toBe('stop')
  })

  test('a wrong key is an AuthenticationError, an unknown model a BadRequestError', async () => {
    const wrong = new OpenAI({ baseURL: `${product.gatewayUrl}${suffix}`, apiKey: 'sk-wrong', maxRetries: 0 })
    await expect(wrong.models.list()).rejects.toBeInstanceOf(OpenAI.AuthenticationError)
    await expect(
      client().chat.completions.create({
        model: 'no-such-model',
        messages: [{ role: 'user', content: 'x' }],
      }),
    ).rejects.toBeInstanceOf(OpenAI.BadRequestError)
  })
})

test('malformed JSON, a missing model and a body of 50 MB get clear errors', async () => {
  const malformed = await gateway(product, 'POST', '/v1/chat/completions', '{"model": ')
  expect(malformed.status).toBe(400)
  expect(malformed.body.error.message).toMatch(/JSON/)
  const missing = await gateway(product, 'POST', '/v1/chat/completions', { messages: [] })
  expect(missing.status).toBe(400)
  const huge = await gateway(product, 'POST', '/v1/chat/completions', {
    model: 'x',
    messages: [{ role: 'user', content: 'x'.repeat(50 * 1024 * 1024) }],
  })
  expect(huge.status).toBe(413)
  expect(huge.body.error.message).toMatch(/MB/)
})
