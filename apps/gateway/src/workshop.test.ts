import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { type BedrockEmulator, emulatorIdentity, startBedrockEmulator } from '@kansoku/emulators'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FakeServer, internalSecret, startFakeServer } from './testing/fake-server.ts'
import { startTestGateway } from './testing/start-test-gateway.ts'

const workshop = resolve(import.meta.dirname, '../../../packages/routing/fixtures/workshop')

let bedrock: BedrockEmulator
let server: FakeServer
beforeAll(async () => {
  bedrock = await startBedrockEmulator()
  server = await startFakeServer({ publicKeys: ['pk-lf-ac11f99d-904b-460b-b23d-d7022139e114'] })
})
afterAll(() => Promise.all([bedrock, server].map((one) => one?.[Symbol.asyncDispose]())))

/** The workshop's `.env` with credentials of the emulator in place of an instance role. */
const env = () => ({
  KANSOKU_SERVER_URL: server.url,
  KANSOKU_INTERNAL_SECRET: internalSecret,
  AWS_BEDROCK_RUNTIME_ENDPOINT: bedrock.url,
  AWS_ACCESS_KEY_ID: emulatorIdentity.accessKeyId,
  AWS_SECRET_ACCESS_KEY: emulatorIdentity.secretAccessKey,
  AWS_REGION_NAME: 'us-east-1',
  OPENAI_API_BASE: '/v1',
  LANGFUSE_HOST: 'http://langfuse-web:3000',
  LANGFUSE_PUBLIC_KEY: 'pk-lf-ac11f99d-904b-460b-b23d-d7022139e114',
  LANGFUSE_SECRET_KEY: 'sk-lf-e4733269-542a-4a44-af2c-7ecfcae0feea',
})

test.each(globSync('*/*.yml', { cwd: workshop }).sort())('%s serves all of its models', async (file) => {
  await using gateway = await startTestGateway({ env: { ...env(), KANSOKU_CONFIG: resolve(workshop, file) } })
  const { data } = (await (await gateway.fetch('/v1/models')).json()) as { data: { id: string }[] }
  const written = readFileSync(resolve(workshop, file), 'utf8').match(/model_name: (\S+)/g) ?? []
  expect(data.map(({ id }) => `model_name: ${id}`)).toEqual(written)
  for (const { id } of data) {
    const answer = await gateway.fetch('/chat/completions', {
      model: id,
      messages: [{ role: 'user', content: 'Hello' }],
      // The workshop's clients send parameters that some of the models do not have.
      presence_penalty: 0.5,
      num_retries: 0,
      disable_fallbacks: true,
    })
    const body = (await answer.json()) as { model?: string }
    // One model's id is misspelt; only the call to it fails.
    if (id === 'bedrock-converse-eu-claude-opus-4-v1') expect(answer.status).toBe(400)
    else
      expect({ id, body }).toMatchObject({
        id,
        body: { choices: [{ message: { content: 'You said: Hello' } }], model: id },
      })
  }
})

test('mock_testing_fallbacks, as the workshop calls it, leaves one trace with its tags in the project of the key', async () => {
  const config = resolve(workshop, '4.langfuse/iam_role_config.yml')
  await using gateway = await startTestGateway({ env: { ...env(), KANSOKU_CONFIG: config } })
  const before = server.events.length
  const answer = await gateway.fetch('/chat/completions', {
    model: 'bedrock-converse-us-claude-3-7-sonnet-v1',
    messages: [{ role: 'user', content: 'ping' }],
    mock_testing_fallbacks: true,
  })
  expect(await answer.json()).toMatchObject({ model: 'bedrock-us-claude-3-5-sonnet-v2' })
  const generations = server.events.filter(({ type }) => type === 'generation-create').length
  await server.generations(generations + 2)
  const [trace, ...observations] = server.events.slice(before)
  expect(trace?.body).toMatchObject({
    name: 'litellm-acompletion',
    tags: [
      'cache_hit:False',
      'cache_key:None',
      'user_api_key_alias:None',
      'user_api_key_user_id:default_user_id',
      'user_api_key_user_email:None',
      'user_api_key_team_alias:None',
    ],
  })
  expect(observations.map(({ body }) => [body.level, body.model])).toEqual([
    ['ERROR', 'converse/us.anthropic.claude-3-7-sonnet-20250219-v1:0'],
    ['DEFAULT', 'converse/us.anthropic.claude-3-5-sonnet-20241022-v2:0'],
  ])
  expect(server.projects.at(-1)).toBe('own')
})

test('the fallbacks of the workshop work with prompt caching, thinking and tools on, down to the last of them', async () => {
  const config = resolve(workshop, '2.litellm/iam_role_config.yml')
  await using gateway = await startTestGateway({ env: { ...env(), KANSOKU_CONFIG: config } })
  const cached = (text: string) => ({ type: 'text', text, cache_control: { type: 'ephemeral' } })
  const tool = { name: 'read_file', parameters: { type: 'object', properties: { path: { type: 'string' } } } }
  const body = {
    model: 'bedrock-converse-us-claude-3-7-sonnet-v1',
    messages: [
      { role: 'system', content: [cached('You are Cline. '.repeat(1000))] },
      { role: 'user', content: [cached('Read it')] },
      {
        role: 'assistant',
        content: null,
        tool_calls: [
          { id: 't1', type: 'function', function: { name: 'read_file', arguments: '{"path":"a"}' } },
        ],
      },
      { role: 'tool', tool_call_id: 't1', content: 'contents' },
      { role: 'user', content: [cached('And now?')] },
    ],
    tools: [{ type: 'function', function: tool }],
    thinking: { type: 'enabled', budget_tokens: 1024 },
    max_tokens: 4000,
    num_retries: 0,
  }
  const chain = [
    'bedrock-us-claude-3-5-sonnet-v2',
    'bedrock-apac-claude-3-5-sonnet-v2',
    'bedrock-claude-3-5-sonnet-v1',
  ]
  for (const [index, model] of chain.entries()) {
    const failing = index + 1
    bedrock.faults.add({ kind: 'status', status: 503 }, { times: failing })
    const answer = await gateway.fetch('/chat/completions', body)
    expect({ status: answer.status, body: await answer.json() }).toMatchObject({
      status: 200,
      body: { model },
    })
    expect(answer.headers.get('x-litellm-attempted-fallbacks')).toBe(String(failing))
  }
  bedrock.faults.add({ kind: 'truncate', afterChunks: 0 })
  const streamed = await gateway.fetch('/chat/completions', { ...body, stream: true })
  const text = await streamed.text()
  expect(text).toContain(`"model":"${chain[0]}"`)
  expect(text).toMatch(/\[DONE\]\s*$/)
})
