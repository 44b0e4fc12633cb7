import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type ScriptedVendor, startScriptedVendor } from './testing/scripted-vendor.ts'
import { masterKey, startTestGateway, type TestGateway } from './testing/start-test-gateway.ts'

let vendor: ScriptedVendor
let gateway: TestGateway
beforeAll(async () => {
  vendor = await startScriptedVendor()
  const litellm_params = { api_base: `${vendor.url}/v1`, api_key: 'sk-any' }
  const model = (model_name: string, model: string) => ({
    model_name,
    litellm_params: { model, ...litellm_params },
  })
  const guard = (guardrail_name: string, guardrail: string, mode: string, more: object = {}) => ({
    guardrail_name,
    litellm_params: { guardrail, mode, ...more },
  })
  gateway = await startTestGateway({
    config: {
      model_list: [model('gpt', 'openai/gpt-4o'), model('ears', 'openai/whisper-1')],
      guardrails: [
        guard('people', 'presidio', 'pre_call'),
        guard('people-beside', 'presidio', 'during_call', {
          pii_entities_config: { EMAIL_ADDRESS: 'BLOCK' },
        }),
        guard('answers', 'presidio', 'post_call'),
        guard('no-answers', 'banned_keywords', 'post_call', { banned_keywords_list: ['unicorn'] }),
      ],
    },
  })
})
afterAll(async () => {
  for (const one of [gateway, vendor]) await one?.[Symbol.asyncDispose]()
})

const address = 'ann@example.com'
const says = (message: object, more: object = {}) => {
  const choices = [{ index: 0, message: { role: 'assistant', ...message }, finish_reason: 'stop' }]
  vendor.answers({ contentType: 'application/json', body: JSON.stringify({ choices, ...more }) })
}

async function ask(path: string, body: object, guardrails: readonly string[] = []) {
  const answer = await gateway.fetch(path, { model: 'gpt', ...body, guardrails })
  const text = await answer.text()
  return { status: answer.status, text, json: text.startsWith('{') ? JSON.parse(text) : undefined }
}

describe('what a call goes on from', () => {
  let previous_response_id: string
  beforeEach(async () => {
    says({ content: `You are ${address}` })
    const { json } = await ask('/v1/responses', { input: `I am ${address}` })
    previous_response_id = json.id
  })

  test('is masked for a model whose guardrails were not there before, and stays as it was said', async () => {
    const goingOn = await ask('/v1/responses', { input: 'Who am I?', previous_response_id }, ['people'])
    expect(goingOn.json).toMatchObject({ status: 'completed', previous_response_id })
    const { messages } = JSON.parse(vendor.bodies.at(-1) ?? '')
    expect(messages).toEqual([
      { role: 'user', content: 'I am <EMAIL_ADDRESS>' },
      { role: 'assistant', content: 'You are <EMAIL_ADDRESS>' },
      { role: 'user', content: 'Who am I?' },
    ])
    await ask('/v1/responses', { input: 'And now?', previous_response_id: goingOn.json.id })
    expect(vendor.bodies.at(-1)).toContain(`I am ${address}`)
    await ask('/v1/responses', { input: 'And now?', previous_response_id: goingOn.json.id }, ['people'])
    expect(vendor.bodies.at(-1)).not.toContain(address)
  })

  test('refuses a call as its own words do', async () => {
    const refused = await ask('/v1/responses', { input: 'x', previous_response_id }, ['people-beside'])
    expect(refused).toMatchObject({ status: 400, text: expect.stringContaining('EMAIL_ADDRESS') })
    expect((await ask('/v1/responses', { input: 'x' }, ['people-beside'])).status).toBe(200)
  })
})

describe('fields that a vendor adds to its answers', () => {
  test('are masked, and refuse an answer', async () => {
    const annotations = [{ type: 'url_citation', url_citation: { title: `By ${address}` } }]
    says({ content: 'Hello', annotations }, { citations: [`mailto:${address}`], system_fingerprint: 'fp_1' })
    const asked = { messages: [{ role: 'user', content: 'x' }] }
    expect((await ask('/v1/chat/completions', asked)).text).toContain(`By ${address}`)
    const { json, text } = await ask('/v1/chat/completions', asked, ['answers'])
    expect(text).not.toContain(address)
    expect(json).toMatchObject({
      choices: [{ message: { annotations: [{ url_citation: { title: 'By <EMAIL_ADDRESS>' } }] } }],
      citations: ['mailto:<EMAIL_ADDRESS>'],
      system_fingerprint: 'fp_1',
    })
    says({ content: 'Hello' }, { search_results: [{ snippet: 'a unicorn' }] })
    expect((await ask('/v1/chat/completions', asked, ['no-answers'])).status).toBe(400)
  })
})

describe('answers that are no chats', () => {
  const transcribe = (guardrail: string) => {
    const form = new FormData()
    form.set('model', 'ears')
    form.set('file', new Blob(['RIFF']), 'a.wav')
    form.set('guardrails', guardrail)
    const headers = { authorization: `Bearer ${masterKey}` }
    return fetch(`${gateway.url}/v1/audio/transcriptions`, { method: 'POST', headers, body: form })
  }

  test.each([
    ['an object', 'application/json', `{"text":"I am ${address}"}`, '{"text":"I am <EMAIL_ADDRESS>"}'],
    ['subtitles', 'text/plain', `1\n00:00 --> 00:01\n${address}\n`, '1\n00:00 --> 00:01\n<EMAIL_ADDRESS>\n'],
  ])('what was said into a microphone is masked: %s', async (_, contentType, body, masked) => {
    vendor.answers({ contentType, body })
    const answer = await transcribe('answers')
    expect([answer.status, await answer.text()]).toEqual([200, masked])
  })

  test('is refused, or masked in the words that describe a picture', async () => {
    vendor.answers({ contentType: 'application/json', body: '{"text":"a unicorn"}' })
    expect((await transcribe('no-answers')).status).toBe(400)
    const data = [{ b64_json: 'iVBORw0KGgo=', revised_prompt: `A portrait of ${address}` }]
    vendor.answers({ contentType: 'application/json', body: JSON.stringify({ created: 1, data }) })
    const { json } = await ask('/v1/images/generations', { prompt: `Draw ${address}` }, ['people', 'answers'])
    expect(json.data).toEqual([{ b64_json: 'iVBORw0KGgo=', revised_prompt: 'A portrait of <EMAIL_ADDRESS>' }])
    expect(vendor.bodies.at(-1)).toContain('Draw <EMAIL_ADDRESS>')
  })
})
