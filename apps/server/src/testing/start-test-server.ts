import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startTestPostgres, type TestPostgres } from '@kansoku/storage/testing'
import type { ServerConfig } from '../config.ts'
import { readConfig } from '../config.ts'
import { createLogger } from '../logger.ts'
import { type RunningServer, startServer } from '../start.ts'

/** Values of the workshop's `.env` for the first start. */
export const initEnvironment = {
  LANGFUSE_INIT_ORG_ID: 'cline-org',
  LANGFUSE_INIT_ORG_NAME: 'Cline Organization',
  LANGFUSE_INIT_PROJECT_ID: 'cline-project',
  LANGFUSE_INIT_PROJECT_NAME: 'Cline Project',
  LANGFUSE_INIT_PROJECT_PUBLIC_KEY: 'pk-lf-ac11f99d-904b-460b-b23d-d7022139e114',
  LANGFUSE_INIT_PROJECT_SECRET_KEY: 'sk-lf-e4733269-542a-4a44-af2c-7ecfcae0feea',
  LANGFUSE_INIT_USER_EMAIL: 'admin@example.com',
  LANGFUSE_INIT_USER_NAME: 'Cline Admin',
  LANGFUSE_INIT_USER_PASSWORD: 'password123',
} as const

export const internalSecret = 'secret-of-server-and-gateway'

export const basicAuth = basic(
  initEnvironment.LANGFUSE_INIT_PROJECT_PUBLIC_KEY,
  initEnvironment.LANGFUSE_INIT_PROJECT_SECRET_KEY,
)

export function basic(publicKey: string, secretKey: string): string {
  return `Basic ${Buffer.from(`${publicKey}:${secretKey}`).toString('base64')}`
}

export interface TestServer extends AsyncDisposable {
  readonly server: RunningServer
  readonly config: ServerConfig
  readonly postgres: TestPostgres
  /** Calls the server; the body is sent as JSON unless it is text. */
  fetch(path: string, init?: TestRequest): Promise<Response>
}

interface TestRequest {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly signal?: AbortSignal
}

/** The real server on a temporary data folder and any free port, with a Postgres of its own unless one is shared. */
export async function startTestServer(
  env: Readonly<Record<string, string>> = {},
  overrides: Partial<ServerConfig> = {},
  shared?: TestPostgres,
  logger = createLogger('silent'),
): Promise<TestServer> {
  await using parts = new AsyncDisposableStack()
  const dataDir = await mkdtemp(join(tmpdir(), 'kansoku-server-'))
  parts.defer(() => rm(dataDir, { recursive: true, force: true }))
  const postgres = shared ?? parts.use(await startTestPostgres())
  const config = { ...readConfig(testEnvironment(dataDir, postgres.url, env)), ...overrides }
  const server = parts.use(await startServer(config, { logger }))
  const opened = parts.move()
  return {
    server,
    config,
    postgres,
    fetch: (path, init = {}) => send(server.url + path, init),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

export function testEnvironment(
  dataDir: string,
  databaseUrl: string,
  env: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return {
    KANSOKU_DATA_DIR: dataDir,
    KANSOKU_PORT: '0',
    DATABASE_URL: databaseUrl,
    NEXTAUTH_URL: 'http://langfuse-web:3000',
    NEXTAUTH_SECRET: 'mysecret',
    SALT: 'mysalt',
    ENCRYPTION_KEY: '0'.repeat(64),
    KANSOKU_INTERNAL_SECRET: internalSecret,
    ...initEnvironment,
    ...env,
  }
}

function send(url: string, { method = 'GET', headers = {}, body, signal }: TestRequest): Promise<Response> {
  const json = body !== undefined && typeof body !== 'string'
  return fetch(url, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: json ? JSON.stringify(body) : (body as string) }),
    ...(signal ? { signal } : {}),
    redirect: 'manual',
  })
}

/** Signs in as the owner; the value of the `cookie` header for later requests. */
export async function signIn(server: TestServer): Promise<string> {
  const answer = await server.fetch('/api/auth/sign-in/email', {
    method: 'POST',
    body: {
      email: initEnvironment.LANGFUSE_INIT_USER_EMAIL,
      password: initEnvironment.LANGFUSE_INIT_USER_PASSWORD,
    },
  })
  if (answer.status !== 200) throw new Error(`sign-in answered ${answer.status}: ${await answer.text()}`)
  return cookiesOf(answer)
}

export function cookiesOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ')
}
