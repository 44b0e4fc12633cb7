import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { childEnvironment } from './child-environment.ts'
import { findConfigFile } from './config-file.ts'
import { resolveDataDir } from './data-dir.ts'
import { type Flags, resolveSettings } from './settings.ts'

let cwd: string
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'kansoku-settings-'))
})
afterEach(() => rm(cwd, { recursive: true, force: true }))

const flags = (given: Partial<Flags> = {}): Flags => ({ envFile: [], ...given })
const write = (name: string, text: string) => writeFile(join(cwd, name), text)

describe('the workshop', () => {
  const fixtures = resolve(import.meta.dirname, '../../../../packages/routing/fixtures/workshop')
  const command = flags({
    embedded: true,
    config: '4.langfuse/iam_role_config.yml',
    envFile: ['2.litellm/.env.example', '4.langfuse/.env.example'],
  })
  beforeEach(() => cp(fixtures, cwd, { recursive: true }))

  test('its command gives server and gateway the one environment that its files mean', async () => {
    const settings = await resolveSettings(command, cwd, {})
    expect(settings.ignored).toEqual([
      'CLICKHOUSE_MIGRATION_URL',
      'CLICKHOUSE_URL',
      'DATABASE_URL',
      'DIRECT_URL',
      'LANGFUSE_S3_BATCH_EXPORT_ENDPOINT',
      'LANGFUSE_S3_EVENT_UPLOAD_ENDPOINT',
      'LANGFUSE_S3_MEDIA_UPLOAD_ENDPOINT',
      'REDIS_HOST',
    ])
    const configFile = await findConfigFile(command.config, settings)
    const environment = childEnvironment({
      settings,
      secrets: {},
      configFile,
      privateDatabaseUrl: 'postgresql://kansoku@localhost/kansoku?host=%2Ftmp%2Fx',
    })
    expect(environment).toMatchObject({
      LITELLM_MASTER_KEY: 'sk-litellm-test-key',
      LANGFUSE_INIT_PROJECT_ID: 'cline-project',
      LANGFUSE_INIT_USER_PASSWORD: 'password123',
      LANGFUSE_HOST: 'http://langfuse-web:3000',
      AWS_REGION_NAME: 'us-east-1',
      DATABASE_URL: 'postgresql://kansoku@localhost/kansoku?host=%2Ftmp%2Fx',
      KANSOKU_CONFIG: join(cwd, '4.langfuse/iam_role_config.yml'),
      KANSOKU_EMBEDDED: '1',
      KANSOKU_SERVER_URL: 'http://127.0.0.1:3000',
    })
    expect(environment).not.toHaveProperty('AWS_ACCESS_KEY_ID')
    expect(environment).not.toHaveProperty('CLICKHOUSE_URL')
  })

  test('without --embedded its servers count, with references filled in', async () => {
    const settings = await resolveSettings(flags({ envFile: ['4.langfuse/.env.example'] }), cwd, {})
    expect(settings.values.DATABASE_URL).toBe('postgresql://postgres:postgres@postgres:5432/postgres')
    expect(settings.ignored).toEqual([])
  })

  test('CONFIG_FILE of an env file counts from where the user stands or from that file', async () => {
    const settings = await resolveSettings(flags({ envFile: ['2.litellm/.env.example'] }), cwd, {})
    expect(await findConfigFile(undefined, settings)).toBe(join(cwd, '2.litellm/iam_role_config.yml'))
  })
})

test('flags go before variables, and variables before defaults', async () => {
  await write('.env', 'KANSOKU_PORT=3100\nKANSOKU_GATEWAY_PORT=4100\nKANSOKU_HOST=0.0.0.0')
  expect(await resolveSettings(flags({ port: '3200' }), cwd, { KANSOKU_GATEWAY_PORT: '4300' })).toMatchObject(
    {
      port: 3200,
      gatewayPort: 4300,
      host: '0.0.0.0',
    },
  )
  await rm(join(cwd, '.env'))
  expect(await resolveSettings(flags(), cwd, {})).toMatchObject({
    port: 3000,
    gatewayPort: 4000,
    host: undefined,
  })
})

test('a .env of the current folder is read only when no file is named', async () => {
  await write('.env', 'A=dot')
  await write('other.env', 'B=other')
  expect((await resolveSettings(flags(), cwd, {})).values).toMatchObject({ A: 'dot' })
  expect((await resolveSettings(flags({ envFile: ['other.env'] }), cwd, {})).values).toEqual({ B: 'other' })
})

test('an env file of PowerShell in UTF-16 is read', async () => {
  await writeFile(join(cwd, '.env'), Buffer.from('\uFEFFA=é\r\n', 'utf16le'))
  expect((await resolveSettings(flags(), cwd, {})).values.A).toBe('é')
})

describe('what cannot be used is refused by name', () => {
  test.each([
    ['port.invalid', flags({ port: '99999' }), {}, { name: '--port', value: '99999' }],
    ['port.invalid', flags(), { KANSOKU_GATEWAY_PORT: 'x' }, { name: 'KANSOKU_GATEWAY_PORT', value: 'x' }],
    ['port.same', flags({ port: '4000' }), {}, { port: 4000 }],
    ['env.file.missing', flags({ envFile: ['none.env'] }), {}, {}],
    ['database.url.invalid', flags(), { DATABASE_URL: 'mysql://user:secret@host/db' }, {}],
  ] as const)('%s', async (key, given, real, values) => {
    const failure = await resolveSettings(given, cwd, real).catch((error: unknown) => error)
    expect(failure).toMatchObject({ key, values })
    expect(JSON.stringify(failure)).not.toContain('secret')
  })

  test('a folder instead of an env file', async () => {
    await mkdir(join(cwd, 'folder.env'))
    await expect(resolveSettings(flags({ envFile: ['folder.env'] }), cwd, {})).rejects.toMatchObject({
      key: 'env.file.unreadable',
      values: { path: join(cwd, 'folder.env'), reason: 'EISDIR' },
    })
  })
})

describe('the config file', () => {
  const find = async (config?: string, real: NodeJS.ProcessEnv = {}) =>
    findConfigFile(config, await resolveSettings(flags(), cwd, real))

  test('is config.yaml of the current folder when nothing is named, or none', async () => {
    expect(await find()).toBeUndefined()
    await write('config.yaml', 'model_list: []')
    expect(await find()).toBe(join(cwd, 'config.yaml'))
  })

  test('is the named one, and must exist', async () => {
    await write('config.yaml', '')
    await write('other.yml', '')
    expect(await find('other.yml', { CONFIG_FILE: 'config.yaml' })).toBe(join(cwd, 'other.yml'))
    await expect(find('none.yml')).rejects.toMatchObject({ key: 'config.missing', exitCode: 78 })
    await expect(find(undefined, { CONFIG_FILE: 'none.yml' })).rejects.toMatchObject({
      key: 'config.missing',
      values: { name: 'CONFIG_FILE', value: 'none.yml' },
    })
    await expect(find('.')).rejects.toMatchObject({ key: 'config.unreadable' })
  })
})

test('a database in parts becomes a URL, with its password encoded', async () => {
  const parts = {
    DATABASE_HOST: 'db',
    DATABASE_USERNAME: 'me',
    DATABASE_PASSWORD: 'p@ss/word',
    DATABASE_NAME: 'app',
  }
  const { values } = await resolveSettings(flags(), cwd, parts)
  expect(values.DATABASE_URL).toBe('postgresql://me:p%40ss%2Fword@db/app')
})

test('data lies where the platform keeps data, or where the user says', () => {
  const machine = (platform: NodeJS.Platform, uid: number) => ({ platform, uid, home: '/home/me' })
  expect(resolveDataDir({}, '/x', machine('linux', 0))).toBe('/var/lib/kansoku')
  expect(resolveDataDir({}, '/x', machine('linux', 1000))).toBe('/home/me/.local/share/kansoku')
  expect(resolveDataDir({ XDG_DATA_HOME: '/data' }, '/x', machine('linux', 1000))).toBe('/data/kansoku')
  expect(resolveDataDir({}, '/x', machine('darwin', 501))).toBe(
    '/home/me/Library/Application Support/kansoku',
  )
  expect(resolveDataDir({ KANSOKU_DATA_DIR: 'here' }, '/x', machine('linux', 0))).toBe('/x/here')
})
