import { type MetadataStore, organizations, projects, apiKeys as table } from '@kansoku/storage'
import { openTestMetadata } from '@kansoku/storage/testing'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PlatformContext } from '../context.ts'
import { type ApiKeys, createApiKeys } from './api-keys.ts'
import { displaySecretKey, hashSecretKey } from './hash-secret-key.ts'

const now = new Date('2026-03-04T05:06:07.000Z')
let metadata: MetadataStore
let ctx: PlatformContext
let keys: ApiKeys
beforeAll(async () => {
  metadata = await openTestMetadata()
  ctx = { metadata, clock: { now: () => now }, salt: 'salt' }
  await metadata.db.insert(organizations).values({ id: 'o', name: 'o' })
  await metadata.db.insert(projects).values({ id: 'p', name: 'p', organizationId: 'o' })
  keys = await createApiKeys(ctx)
})
afterAll(async () => {
  await keys?.[Symbol.asyncDispose]()
  await metadata?.close()
})

const insert = (publicKey: string, scope: 'PROJECT' | 'ORGANIZATION' = 'PROJECT') =>
  metadata.db.insert(table).values({
    id: `id-${publicKey}`,
    scope,
    organizationId: 'o',
    projectId: scope === 'PROJECT' ? 'p' : null,
    publicKey,
    hashedSecretKey: hashSecretKey('secret', 'salt'),
    displaySecretKey: displaySecretKey('sk-lf-12345678'),
  })

describe('API keys', () => {
  test('work from the moment they are created, though they were asked for before', async () => {
    expect(await keys.authenticate({ publicKey: 'new', secretKey: 'secret' })).toBeUndefined()
    await insert('new')
    expect(await keys.authenticate({ publicKey: 'new', secretKey: 'secret' })).toEqual({
      apiKeyId: 'id-new',
      publicKey: 'new',
      projectId: 'p',
      organizationId: 'o',
    })
    expect(await keys.authenticate({ publicKey: 'new', secretKey: 'Secret' })).toBeUndefined()
  })

  test('are read once for many requests at the same time', async () => {
    await insert('busy')
    const credentials = { publicKey: 'busy', secretKey: 'secret' }
    const found = await Promise.all(Array.from({ length: 100 }, () => keys.authenticate(credentials)))
    expect(new Set(found.map((key) => key?.apiKeyId))).toEqual(new Set(['id-busy']))
    await metadata.db.delete(table).where(eq(table.publicKey, 'busy'))
    expect(await keys.authenticate(credentials)).toBeDefined()
  })

  test('of an organisation open no project', async () => {
    await insert('organization', 'ORGANIZATION')
    expect(await keys.findByPublicKey('organization')).toBeUndefined()
  })

  test('remember when they were used', async () => {
    await insert('used')
    await keys.authenticate({ publicKey: 'used', secretKey: 'wrong' })
    await keys.flush()
    const lastUse = async () =>
      (await metadata.db.select().from(table).where(eq(table.publicKey, 'used')))[0]?.lastUsedAt
    expect(await lastUse()).toBeNull()
    await keys.authenticate({ publicKey: 'used', secretKey: 'secret' })
    await keys.flush()
    expect(await lastUse()).toEqual(now)
  })
})

test('hashes depend on the salt, and show nothing of the secret but its ends', () => {
  const hashes = [
    ['a', 'x', '9ccc1e17aaefd88a1b96013b93763263cc1707b208d522ca932ff1bf3a48228d'],
    ['a', '', '7144897a3a8acde76301a7724ef582c6a89069a77b9c2a212a22c547be27afb9'],
    ['sk-lf-ä', 'sålt', '89100c0e55a7130a038407bbd45820b835bd49d2b1b770f52ec95bfdbcf53003'],
  ] as const
  for (const [secret, salt, hash] of [...hashes, ...hashes]) expect(hashSecretKey(secret, salt)).toBe(hash)
  expect(displaySecretKey('sk-lf-e4733269-542a-4a44-af2c-7ecfcae0feea')).toBe('sk-lf-...feea')
  expect(displaySecretKey('short')).toBe('...')
})
