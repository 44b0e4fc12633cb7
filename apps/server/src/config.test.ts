import { describe, expect, test } from 'vitest'
import { documentedVariables, readConfig } from './config.ts'
import { StartError } from './start-error.ts'
import { testEnvironment } from './testing/start-test-server.ts'

const read = (env: Record<string, string> = {}) =>
  readConfig(testEnvironment('/data', 'postgresql://kansoku@localhost/kansoku', env))

function problemOf(env: Record<string, string>): string {
  try {
    read(env)
  } catch (error) {
    if (error instanceof StartError && error.permanent) return error.message
    throw error
  }
  throw new Error('no problem')
}

describe('the environment', () => {
  test('of the workshop is read', () => {
    const config = read({ CLICKHOUSE_URL: 'http://clickhouse:8123' })
    expect(config.analytics).toEqual({ kind: 'server', url: 'http://clickhouse:8123', database: 'kansoku' })
    expect(config.initialization?.project?.keys?.publicKey).toBe('pk-lf-ac11f99d-904b-460b-b23d-d7022139e114')
    expect(config.trustedOrigins).toEqual(['http://langfuse-web:3000'])
    expect(config.warnings).toEqual([])
  })

  test('with empty values is as if they were unset', () => {
    const config = read({ NEXTAUTH_URL: '', KANSOKU_HOST: ' ', CLICKHOUSE_URL: '' })
    expect(config.host).toBeUndefined()
    expect(config.trustedOrigins).toEqual([])
    expect(config.analytics).toEqual({ kind: 'embedded', path: '/data/analytics', threadPoolSize: 4 })
  })

  test.each([
    [{}, undefined],
    [{ UI_USERNAME: 'litellm' }, undefined],
    [{ LITELLM_MASTER_KEY: 'sk-key' }, { userName: 'admin', password: 'sk-key' }],
    [
      { LITELLM_MASTER_KEY: 'sk-key', UI_USERNAME: 'litellm', UI_PASSWORD: 'litellm' },
      { userName: 'litellm', password: 'litellm' },
    ],
  ])('with %j has the owner sign in by %j', (env, expected) => {
    expect(read(env).installationLogin).toEqual(expected)
  })

  test.each([
    ['/proxy/3000', '/proxy/3000'],
    ['/proxy/3000/', '/proxy/3000'],
    ['/', ''],
    ['', ''],
  ])('with the path prefix %o is below %o', (given, expected) => {
    expect(read({ BASE_PATH: given }).basePath).toBe(expected)
  })

  test('may name the path prefix as Langfuse does', () => {
    expect(read({ NEXT_PUBLIC_BASE_PATH: '/langfuse' }).basePath).toBe('/langfuse')
    expect(read({ BASE_PATH: '/a', NEXT_PUBLIC_BASE_PATH: '/b' }).basePath).toBe('/a')
  })

  test.each(['proxy/3000', '//host', '/a/../b', '/a"b', 'https://host/a', '/api', '/assets/x'])(
    'refuses the path prefix %s',
    (given) => {
      expect(problemOf({ BASE_PATH: given })).toContain(`BASE_PATH=${given}: `)
    },
  )

  test('that is embedded ignores the server of telemetry', () => {
    const config = read({ CLICKHOUSE_URL: 'http://clickhouse:8123', KANSOKU_EMBEDDED: '1' })
    expect(config.analytics.kind).toBe('embedded')
  })

  test('that is wrong names every variable, its value and a remedy at once, but no secret', () => {
    const problem = problemOf({
      KANSOKU_PORT: 'abc',
      DATABASE_URL: 'mysql://root:hunter2@db/x',
      CLICKHOUSE_URL: 'clickhouse://default:hunter2@db:9000',
      SALT: '',
      ENCRYPTION_KEY: 'not-hex-and-very-secret',
      LANGFUSE_INIT_USER_EMAIL: 'nobody',
      LANGFUSE_INIT_PROJECT_PUBLIC_KEY: 'pk:x',
    })
    const lines = problem.split('\n')
    expect(lines).toHaveLength(7)
    expect(lines).toContainEqual(
      'KANSOKU_PORT=abc: it is not a whole number from 0 to 65535. Give a port from 1 to 65535.',
    )
    expect(lines).toContainEqual(expect.stringMatching(/^SALT is not set\. Generate one with/))
    expect(problem).not.toMatch(/hunter2|very-secret/)
  })

  test('with only some of the init variables says which have no effect', () => {
    expect(read({ LANGFUSE_INIT_ORG_ID: '' })).toMatchObject({
      initialization: undefined,
      warnings: [expect.stringMatching(/LANGFUSE_INIT_PROJECT_ID.*no effect without LANGFUSE_INIT_ORG_ID/)],
    })
    expect(read({ LANGFUSE_INIT_PROJECT_ID: '' }).warnings).toEqual([
      expect.stringMatching(/no effect without LANGFUSE_INIT_PROJECT_ID/),
    ])
    const noSecret = read({ LANGFUSE_INIT_PROJECT_SECRET_KEY: '', LANGFUSE_INIT_USER_PASSWORD: '' })
    expect(noSecret.initialization).toEqual({
      organization: { id: 'cline-org', name: 'Cline Organization' },
      project: { id: 'cline-project', name: 'Cline Project', retentionDays: null },
    })
    expect(noSecret.warnings).toHaveLength(2)
  })

  test('takes sizes in megabytes', () => {
    expect(read({}).bodyLimits).toEqual({ ingestionBytes: 4_718_592, otlpBytes: 32 * 1024 ** 2 })
    expect(read({ KANSOKU_INGESTION_MAX_MB: '16.5' }).bodyLimits.ingestionBytes).toBe(16.5 * 1024 ** 2)
    for (const KANSOKU_INGESTION_MAX_MB of ['0', '1000', '-1', '5MB']) {
      expect(() => read({ KANSOKU_INGESTION_MAX_MB })).toThrow(/not a number from 0\.1 to 256/)
    }
  })

  test('is documented, variable by variable', () => {
    for (const variable of documentedVariables) {
      expect(variable.description).toMatch(/\.$/)
      expect(variable.remedy).toMatch(/\.$/)
      expect(variable).not.toHaveProperty('schema')
    }
  })
})
