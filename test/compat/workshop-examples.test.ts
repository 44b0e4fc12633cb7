import { globSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { type BedrockEmulator, emulatorIdentity, startBedrockEmulator } from '@kansoku/emulators'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { loadGatewayConfig } from '../../packages/routing/src/index.ts'
import { hasPythonExamples, pythonOfExample } from '../../scripts/test/python-examples.ts'
import { type Product, startProduct } from '../kit/product.ts'
import { runExample } from '../kit/run-example.ts'

const examples = resolve(import.meta.dirname, '../../examples/workshop')
const original = resolve(import.meta.dirname, '../../packages/routing/fixtures/workshop')
const claude37 = 'us.anthropic.claude-3-7-sonnet-20250219-v1:0'

const env = {
  AWS_ACCESS_KEY_ID: emulatorIdentity.accessKeyId,
  AWS_SECRET_ACCESS_KEY: emulatorIdentity.secretAccessKey,
  AWS_REGION_NAME: 'us-east-1',
}

describe('the configurations', () => {
  const load = (path: string) =>
    loadGatewayConfig(path, {
      env: { ...env, MLFLOW_TRACKING_URI: 'http://localhost:5000', MLFLOW_EXPERIMENT_NAME: 'workshop' },
      isProviderSupported: (provider) => provider === 'bedrock',
    })
  const groups = (path: string) => load(path).config.deployments.map(({ modelGroup }) => modelGroup)

  test.each(globSync('*/*.yml', { cwd: examples }).sort())('%s loads without a warning', (file) => {
    expect(load(join(examples, file)).warnings).toEqual([])
  })

  test.each(globSync('*/*.yml', { cwd: original }).sort())(
    '%s of the workshop has one here that names the same models',
    (file) => {
      const [chapter = ''] = file.split('/')
      const own = join(examples, chapter.replace(/^\d+\./, ''), basename(file))
      expect(groups(own)).toEqual(groups(join(original, file)))
    },
  )
})

const pythonOrNot = [
  { language: 'TypeScript', file: (name: string) => `${name}.ts`, skipped: false },
  {
    language: 'Python',
    file: (name: string) => `${name.replaceAll('-', '_')}.py`,
    skipped: !hasPythonExamples('workshop'),
  },
]

describe('the programs', () => {
  let bedrock: BedrockEmulator
  let product: Product
  beforeAll(async () => {
    bedrock = await startBedrockEmulator()
    const folder = join(examples, 'langfuse')
    product = await startProduct({
      args: ['-c', join(folder, 'iam_role_config.yml'), '--env-file', join(folder, '.env.example')],
      ownIdentity: true,
      env: { ...env, AWS_BEDROCK_RUNTIME_ENDPOINT: bedrock.url },
    })
  })
  afterEach(() => bedrock.faults.clear())
  afterAll(async () => {
    await product?.[Symbol.asyncDispose]()
    await bedrock?.[Symbol.asyncDispose]()
  })

  describe.each(pythonOrNot)('in $language', ({ language, file, skipped }) => {
    const run = (name: string) =>
      runExample(
        `workshop/${file(name)}`,
        { GATEWAY_URL: product.gatewayUrl, LANGFUSE_HOST: product.serverUrl },
        language === 'Python' ? pythonOfExample('workshop') : process.execPath,
      )

    test.skipIf(skipped)('a plain call tells the answer, its tokens and its cost', async () => {
      const said = await run('litellm/plain-call')
      expect(said).toContain(
        'models: bedrock-converse-us-claude-3-7-sonnet-v1, bedrock-us-claude-3-5-sonnet-v2',
      )
      expect(said).toContain('answer: You said: 日本の首都はどこですか？')
      expect(said).toMatch(/tokens: [1-9]\d* in, [1-9]\d* out/)
      expect(Number(/cost in US dollars: (\S+)/.exec(said)?.[1])).toBeGreaterThan(0)
      expect(said).toContain('fallbacks: 0')
    })

    test.skipIf(skipped)('a throttled model is replaced without the caller asking for it', async () => {
      const times = Number.POSITIVE_INFINITY
      bedrock.faults.add({ kind: 'status', status: 429 }, { model: claude37, times })
      const said = await run('litellm/plain-call')
      expect(said).toContain('answered by: bedrock-us-claude-3-5-sonnet-v2')
      expect(said).toContain('fallbacks: 1')
    })

    test.skipIf(skipped)('a stream comes in pieces, with its usage at the end', async () => {
      const said = await run('litellm/stream')
      expect(said).toContain('answer: You said: Count from one to five.')
      expect(Number(/pieces: (\d+)/.exec(said)?.[1])).toBeGreaterThan(1)
      expect(said).toMatch(/tokens: [1-9]\d* in, [1-9]\d* out/)
    })

    test.skipIf(skipped)('a pretended failure is answered by the fallback', async () => {
      const said = await run('litellm/fallback')
      expect(said).toContain('answered by: bedrock-us-claude-3-5-sonnet-v2')
      expect(said).toContain('fallbacks: 1')
    })

    test.skipIf(skipped)(
      'the second call reads from the cache what the first has written, and costs less',
      async () => {
        const said = await run('litellm/prompt-caching')
        const [first, second] = [...said.matchAll(/written (\d+), read (\d+), cost (\S+)/g)].map(
          ([, written, read, cost]) => ({ written: Number(written), read: Number(read), cost: Number(cost) }),
        )
        expect(first?.written).toBeGreaterThan(1024)
        expect(first?.read).toBe(0)
        expect(second).toMatchObject({ written: 0, read: first?.written })
        expect(second?.cost).toBeLessThan(first?.cost ?? 0)
      },
    )

    test.skipIf(skipped)('a virtual key is refused once its budget is spent', async () => {
      const said = await run('litellm/virtual-key')
      expect(Number(/answered: (\d+)/.exec(said)?.[1])).toBeGreaterThan(0)
      expect(said).toMatch(/then refused with 4\d\d: .*[Bb]udget/)
      expect(Number(/spent: (\S+) of 0.002/.exec(said)?.[1])).toBeGreaterThan(0)
    })

    test.skipIf(skipped)('a trace has the tags, session and user that the call names', async () => {
      const said = await run('langfuse/tags-and-session')
      expect(said).toMatch(/trace: \S+ workshop-question/)
      expect(said).toContain('session: workshop-')
      expect(said).toContain('user: workshop-reader')
      expect(said).toMatch(/tags: .*cline.*workshop/)
    })

    test.skipIf(skipped)('one trace shows the program and, below it, the call of the gateway', async () => {
      const said = await run('langfuse/sdk-tracing')
      expect(said).toMatch(/trace: \S+ workshop-program/)
      expect(said).toContain('user, session, tags: workshop-reader workshop-sdk sdk')
      expect(said).toContain('observation: SPAN answer-a-question (at the top)')
      expect(said).toMatch(/observation: GENERATION \S+ \(below another\)/)
      expect(Number(/cost in US dollars: (\S+)/.exec(said)?.[1])).toBeGreaterThan(0)
    })
  })
})

test('all of it runs offline, with the access keys of the emulator', async () => {
  const folder = join(examples, 'litellm')
  await using product = await startProduct({
    launcher: [process.execPath, join(examples, 'offline.ts')],
    args: ['-c', join(folder, 'access_key_config.yml'), '--env-file', join(folder, '.env.example')],
    ownIdentity: true,
  })
  const said = await runExample('workshop/litellm/stream.ts', { GATEWAY_URL: product.gatewayUrl })
  expect(said).toContain('answer: You said: Count from one to five.')
})
