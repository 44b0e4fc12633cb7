import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type OpenAiEmulator, startOpenAiEmulator } from '@kansoku/emulators'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasPythonSdks, pythonOf } from '../../scripts/test/python-sdks.ts'
import { identity, type Product, startProduct } from '../kit/product.ts'
import { documentIn, pages } from './sdk-matrix/document.ts'
import { type FeatureName, features } from './sdk-matrix/features.ts'
import { type Generation, generations } from './sdk-matrix/generations.ts'
import type { Told } from './sdk-matrix/programs/story.ts'

let product: Product
let upstream: OpenAiEmulator
beforeAll(async () => {
  ;[product, upstream] = await Promise.all([startProduct(), startOpenAiEmulator()])
})
afterAll(async () => {
  await product?.[Symbol.asyncDispose]()
  await upstream?.[Symbol.asyncDispose]()
})

const names = Object.keys(features) as FeatureName[]

/** A process of its own, which ends by itself after the shutdown that the SDK documents. */
async function run(generation: Generation, wanted: readonly FeatureName[]): Promise<Record<string, Told>> {
  const [program, script] = programOf(generation)
  const child = spawn(program, [join(import.meta.dirname, 'sdk-matrix/programs', script), ...wanted], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      LANGFUSE_HOST: product.serverUrl,
      LANGFUSE_PUBLIC_KEY: identity.publicKey,
      LANGFUSE_SECRET_KEY: identity.secretKey,
      OPENAI_BASE_URL: `${upstream.url}/v1`,
      PYTHONDONTWRITEBYTECODE: '1',
      STORY_SESSION: `session-${generation.id}`,
    },
  })
  const out: Buffer[] = []
  const err: Buffer[] = []
  child.stdout.on('data', (chunk) => out.push(chunk))
  child.stderr.on('data', (chunk) => err.push(chunk))
  const [code] = await once(child, 'close')
  expect([code, String(Buffer.concat(err))]).toEqual([0, expect.any(String)])
  const [last = ''] = String(Buffer.concat(out)).trim().split('\n').slice(-1)
  return JSON.parse(last)
}

function programOf({ id, language }: Generation): [program: string, script: string] {
  return language === 'Python' ? [pythonOf(id), `${id}.py`] : [process.execPath, `${id}.ts`]
}

describe.each(generations)('$id ($packages $version)', (generation) => {
  const has = names.filter((name) => name !== 'exit' && !(name in generation.lacks))
  const skipped = generation.language === 'Python' && !hasPythonSdks()

  describe.skipIf(skipped)('one process', () => {
    let told: Record<string, Told>
    beforeAll(async () => {
      told = await run(generation, has)
    })

    test.each(has)('%s', async (name) => {
      await features[name].check(product, told[name] ?? {})
    })
  })

  test.skipIf(skipped)('a process that ends after its first trace', async () => {
    const { exit = {} } = await run(generation, ['exit'])
    await features.exit.check(product, exit)
  })
})

test.each(['en', 'ja'] as const)('the page in %s says what is tested', async (language) => {
  const page = await readFile(join(import.meta.dirname, '../..', pages[language]), 'utf8')
  expect(page, 'npm run sdk-page -w test writes it anew').toBe(documentIn(language))
})
