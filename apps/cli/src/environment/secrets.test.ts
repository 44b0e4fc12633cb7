import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ensureSecrets, secretsPath } from './secrets.ts'

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'kansoku-secrets-'))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

const mode = async () => (await stat(secretsPath(dataDir))).mode & 0o777

test('the first start makes up what is missing, readable by its owner only, and later starts keep it', async () => {
  const first = await ensureSecrets(dataDir, {})
  expect(first.values).toMatchObject({
    LITELLM_MASTER_KEY: expect.stringMatching(/^sk-kansoku-\w{32}$/),
    ENCRYPTION_KEY: expect.stringMatching(/^[0-9a-f]{64}$/),
    LANGFUSE_INIT_PROJECT_PUBLIC_KEY: expect.stringMatching(/^pk-lf-/),
    LANGFUSE_INIT_PROJECT_SECRET_KEY: expect.stringMatching(/^sk-lf-/),
    LANGFUSE_INIT_USER_PASSWORD: expect.stringMatching(/^\w{4}-\w{4}-\w{4}-\w{4}$/),
  })
  expect(first.created).toContain('LANGFUSE_INIT_USER_PASSWORD')
  expect(await mode()).toBe(0o600)
  const second = await ensureSecrets(dataDir, {})
  expect(second).toEqual({ values: first.values, created: [] })
})

test('two installations have nothing in common', async () => {
  const one = await ensureSecrets(dataDir, {})
  await rm(secretsPath(dataDir))
  const other = await ensureSecrets(dataDir, {})
  for (const name of ['LITELLM_MASTER_KEY', 'SALT', 'ENCRYPTION_KEY', 'KANSOKU_INTERNAL_SECRET']) {
    expect(other.values[name]).not.toBe(one.values[name])
  }
})

test('what the user sets is neither generated nor stored', async () => {
  const { values, created } = await ensureSecrets(dataDir, { LITELLM_MASTER_KEY: 'sk-mine', SALT: 'mine' })
  expect(values).not.toHaveProperty('LITELLM_MASTER_KEY')
  expect(created).not.toContain('LITELLM_MASTER_KEY')
  expect(await readFile(secretsPath(dataDir), 'utf8')).not.toContain('mine')
})

test('with any LANGFUSE_INIT_* set nothing of them is made up, and the project is remembered without the password', async () => {
  const given = {
    LANGFUSE_INIT_ORG_ID: 'cline-org',
    LANGFUSE_INIT_PROJECT_ID: 'cline-project',
    LANGFUSE_INIT_PROJECT_PUBLIC_KEY: 'pk-lf-1',
    LANGFUSE_INIT_PROJECT_SECRET_KEY: 'sk-lf-1',
    LANGFUSE_INIT_USER_EMAIL: 'admin@example.com',
    LANGFUSE_INIT_USER_PASSWORD: 'password123',
  }
  const first = await ensureSecrets(dataDir, given)
  expect(Object.keys(first.values).filter((name) => name.startsWith('LANGFUSE_INIT_'))).toEqual([])
  const later = await ensureSecrets(dataDir, {})
  expect(later.values).toMatchObject({
    LANGFUSE_INIT_PROJECT_ID: 'cline-project',
    LANGFUSE_INIT_PROJECT_SECRET_KEY: 'sk-lf-1',
  })
  expect(later.values).not.toHaveProperty('LANGFUSE_INIT_USER_PASSWORD')
})

test('a generated administrator survives a start with other variables', async () => {
  const first = await ensureSecrets(dataDir, {})
  const between = await ensureSecrets(dataDir, { LANGFUSE_INIT_ORG_ID: 'other' })
  expect(between.values).not.toHaveProperty('LANGFUSE_INIT_USER_PASSWORD')
  expect((await ensureSecrets(dataDir, {})).values).toEqual(first.values)
})

test('a file that others could read is closed', async () => {
  await ensureSecrets(dataDir, {})
  await chmod(secretsPath(dataDir), 0o644)
  await ensureSecrets(dataDir, {})
  expect(await mode()).toBe(0o600)
})

test('a damaged file is never replaced', async () => {
  await writeFile(secretsPath(dataDir), '{"ENCRYPTION_KEY": "ab')
  await expect(ensureSecrets(dataDir, {})).rejects.toMatchObject({ key: 'secrets.damaged' })
  expect(await readFile(secretsPath(dataDir), 'utf8')).toBe('{"ENCRYPTION_KEY": "ab')
})
