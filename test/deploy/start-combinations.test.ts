import { existsSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  emulatorIdentity,
  type RedisEmulator,
  type S3Emulator,
  type SpawnedClickHouseEmulator,
  spawnClickHouseEmulator,
  startRedisEmulator,
  startS3Emulator,
} from '@kansoku/emulators'
import { startTestPostgres, type TestPostgres } from '@kansoku/storage/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { gateway, platform } from '../kit/langfuse-api.ts'
import { type Product, startProduct, temporaryDataDir } from '../kit/product.ts'
import { until } from '../kit/until.ts'
import { uploadFile } from '../kit/upload-file.ts'

/** A real Postgres; the other three are emulated, ClickHouse over its own engine. */
let postgres: TestPostgres
let clickhouse: SpawnedClickHouseEmulator
let redis: RedisEmulator
let s3: S3Emulator
let folder: string
beforeAll(async () => {
  ;[postgres, clickhouse, redis, s3, folder] = await Promise.all([
    startTestPostgres(),
    spawnClickHouseEmulator(),
    startRedisEmulator(),
    startS3Emulator(),
    temporaryDataDir(),
  ])
  await writeFile(
    join(folder, 'config.yaml'),
    JSON.stringify({
      model_list: [
        { model_name: 'mocked', litellm_params: { model: 'openai/gpt-4o', mock_response: 'pong' } },
      ],
      litellm_settings: { cache: true },
    }),
  )
})
afterAll(async () => {
  await postgres?.stop()
  for (const one of [clickhouse, redis, s3]) await one?.[Symbol.asyncDispose]()
  if (folder) await rm(folder, { recursive: true, force: true })
})

const servers = ['postgres', 'clickhouse', 'redis', 's3'] as const
type Server = (typeof servers)[number]

/** What tells the product where a server is. */
const variables: Record<Server, () => Record<string, string>> = {
  postgres: () => ({ DATABASE_URL: postgres.url }),
  clickhouse: () => ({ CLICKHOUSE_URL: clickhouse.url }),
  redis: () => ({ REDIS_URL: `redis://127.0.0.1:${redis.port}` }),
  s3: () => ({
    S3_BUCKET: 'kansoku',
    S3_ENDPOINT: s3.url,
    S3_REGION: 'us-east-1',
    S3_FORCE_PATH_STYLE: 'true',
    S3_ACCESS_KEY_ID: emulatorIdentity.accessKeyId,
    S3_SECRET_ACCESS_KEY: emulatorIdentity.secretAccessKey,
  }),
}

/** Whether the product keeps the server's share in its own data folder. */
const isEmbedded: Record<Exclude<Server, 'redis'>, string> = {
  postgres: 'postgres',
  clickhouse: 'analytics',
  s3: 'blobs',
}

const combinations = Array.from({ length: 2 ** servers.length }, (_, bits) =>
  servers.filter((_server, index) => bits & (1 << index)),
).map((used) => ({ used, name: used.join(' + ') || 'none' }))

test.each(combinations)(
  'with $name as servers of their own, what is written is read again and lies where it should',
  async ({ used, name }) => {
    const env = Object.assign({ SALT: 'the same salt' }, ...used.map((server) => variables[server]()))
    const before = { redis: redis.values.size, s3: s3.objects().size }
    await using product = await startProduct({ env, args: ['-c', join(folder, 'config.yaml')] })
    await askTwice(product, name)
    const id = `trace-${name}`
    await uploadFile(product, { traceId: id, contentType: 'image/png', bytes: pngOf(name) })
    await platform(product, 'POST', '/api/public/traces', { id, name })
    expect((await platform(product, 'GET', `/api/public/traces/${id}`)).body).toMatchObject({ id, name })
    for (const [server, place] of Object.entries(isEmbedded))
      expect(existsSync(join(product.dataDir, place)), place).toBe(!used.includes(server as Server))
    expect(redis.values.size > before.redis).toBe(used.includes('redis'))
    expect(s3.objects().size > before.s3).toBe(used.includes('s3'))
  },
  120_000,
)

/** The second time the answer comes from the cache; both calls are told. */
async function askTwice(product: Product, word: string): Promise<void> {
  const user = `user-${word}`
  const body = { model: 'mocked', user, messages: [{ role: 'user', content: word }] }
  for (const isCached of [false, true]) {
    const { status, headers } = await gateway(product, 'POST', '/v1/chat/completions', body)
    expect(status).toBe(200)
    expect(headers.get('x-litellm-cache-key') !== null).toBe(isCached)
  }
  await until(
    async () => {
      const query = new URLSearchParams({ userId: user })
      const { body: page } = await platform(product, 'GET', `/api/public/traces?${query}`)
      return page.data.length === 2
    },
    { seconds: 30, describe: () => 'both calls to arrive' },
  )
}

function pngOf(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from(text)]))
}
