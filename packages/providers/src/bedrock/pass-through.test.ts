import { expect, test } from 'vitest'
import type { OwnRequest } from '../spec/adapter.ts'
import { testPorts } from '../testing/ports.ts'
import { bedrockTarget } from '../testing/requests.ts'
import { createBedrockAdapter } from './adapter.ts'

const params = { api_key: 'bedrock-key', aws_region_name: 'eu-west-1' }
const sonnet = 'us.anthropic.claude-3-7-sonnet-20250219-v1:0'
const api = createBedrockAdapter(testPorts()).passThrough

function request(path: string, query = ''): OwnRequest {
  return { method: 'POST', path, query, headers: { 'x-own': 'kept' }, body: Buffer.from('{}'), fields: {} }
}

async function send(path: string, model = '', query = '') {
  if (!api) throw new Error('Bedrock is passed through')
  const call = api.read(request(path, query))
  const sent = await api.build(call, bedrockTarget({ model, params }))
  return { call, sent }
}

test.each([
  [`/model/${encodeURIComponent(sonnet)}/converse`, sonnet, false],
  [`/model/${sonnet}/converse-stream`, sonnet, true],
  [
    '/model/arn:aws:bedrock:eu-west-1:1:inference-profile/x/invoke',
    'arn:aws:bedrock:eu-west-1:1:inference-profile/x',
    false,
  ],
])('%s is sent as it came', async (path, model, stream) => {
  const { call, sent } = await send(path, model)
  expect(call).toMatchObject({ model, stream })
  expect(sent).toMatchObject({
    url: `https://bedrock-runtime.eu-west-1.amazonaws.com${path}`,
    headers: { 'x-own': 'kept', authorization: 'Bearer bedrock-key' },
  })
})

test.each([
  ['/model/fast/converse', `converse/${sonnet}`, `/model/${encodeURIComponent(sonnet)}/converse`],
  [
    `/model/${sonnet}/count-tokens`,
    sonnet,
    `/model/${encodeURIComponent('anthropic.claude-3-7-sonnet-20250219-v1:0')}/count-tokens`,
  ],
])('%s is asked of the model of its deployment', async (path, model, expected) => {
  expect(new URL((await send(path, model)).sent.url).pathname).toBe(expected)
})

test('agents, knowledge bases and reranking have a host of their own', async () => {
  const { sent } = await send('/knowledgebases/kb/retrieve', '', 'a=b%20c')
  expect(sent.url).toBe(
    'https://bedrock-agent-runtime.eu-west-1.amazonaws.com/knowledgebases/kb/retrieve?a=b%20c',
  )
})

test.each(['/../x', '/model/%2E%2E/converse/../x', '/a\\b', '/a#b'])('%s leads nowhere', async (path) => {
  await expect(send(path)).rejects.toMatchObject({ errorClass: 'not_found' })
})
