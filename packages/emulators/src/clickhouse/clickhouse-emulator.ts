import { timingSafeEqual } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { applyBeforeAnswer, type FaultPlan } from '../http/faults.ts'
import { listenOnLoopback } from '../http/loopback-server.ts'
import { describeEngineError, type EngineError, engineError } from './engine-error.ts'
import { readStatement, type Statement } from './read-statement.ts'
import { runStatement, type StatementResult } from './run-statement.ts'

export interface ClickHouseEmulatorOptions {
  /** Data folder; a temporary one, removed at the end, unless given. */
  readonly path?: string
  /** Default `default` without a password. */
  readonly user?: string
  readonly password?: string
  /** Planned faults of the kinds `status`, `reset` and `hang`; the model of each is `clickhouse`. */
  readonly faults?: FaultPlan
}

export interface ClickHouseEmulator extends AsyncDisposable {
  /** For `CLICKHOUSE_URL`. */
  readonly url: string
}

/**
 * ClickHouse's HTTP interface over the embedded engine of this process, as far as `@clickhouse/client` uses it. A
 * process has one data folder open at a time: beside an embedded store, run it with `spawnClickHouseEmulator`.
 */
export async function startClickHouseEmulator(
  options: ClickHouseEmulatorOptions = {},
): Promise<ClickHouseEmulator> {
  const { user = 'default', password = '', faults } = options
  const { Session, drainPending } = await import('chdb')
  const path = options.path ?? (await mkdtemp(join(tmpdir(), 'kansoku-clickhouse-')))
  const anchor = new Session(path)

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url === '/ping') return void response.end('Ok.\n')
    const fault = faults?.take('clickhouse')
    if (fault && applyBeforeAnswer(fault, request, response)) return
    const refusal = checkAccount(request, `${user}:${password}`)
    if (refusal) return refuse(response, refusal)
    const session = new Session(path)
    try {
      const statement = await readStatement(request)
      await send(response, statement, await runStatement(session, statement))
    } catch (error) {
      refuse(response, describeEngineError(error))
    } finally {
      session.close()
    }
  }

  const server = await listenOnLoopback(answer)
  return {
    url: server.url,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]()
      await drainPending()
      anchor.close()
      await drainPending()
      if (options.path === undefined) await rm(path, { recursive: true, force: true })
    },
  }
}

function checkAccount({ headers }: IncomingMessage, expected: string): EngineError | undefined {
  const [, basic] = /^Basic (.+)$/.exec(headers.authorization ?? '') ?? []
  const given = basic
    ? Buffer.from(basic, 'base64')
    : Buffer.from(`${headers['x-clickhouse-user'] ?? 'default'}:${headers['x-clickhouse-key'] ?? ''}`)
  const wanted = Buffer.from(expected)
  if (given.length === wanted.length && timingSafeEqual(given, wanted)) return undefined
  const [name] = given.toString().split(':')
  return engineError(
    516,
    `Code: 516. DB::Exception: ${name}: Authentication failed: password is incorrect, or there is no user with such name. (AUTHENTICATION_FAILED)`,
  )
}

async function send(response: ServerResponse, statement: Statement, result: StatementResult): Promise<void> {
  const summary = {
    read_rows: String(result.readRows),
    read_bytes: String(result.readBytes),
    elapsed_ns: String(Math.round(result.seconds * 1e9)),
  }
  response.setHeader('x-clickhouse-server-display-name', 'emulator')
  response.setHeader('x-clickhouse-timezone', 'UTC')
  response.setHeader('x-clickhouse-summary', JSON.stringify(summary))
  if (statement.queryId !== undefined) response.setHeader('x-clickhouse-query-id', statement.queryId)
  if (statement.acceptsGzip) {
    response.setHeader('content-encoding', 'gzip')
    response.end(await promisify(gzip)(result.body))
  } else {
    response.end(result.body)
  }
}

function refuse(response: ServerResponse, { status, code, text }: EngineError): void {
  response.writeHead(status, {
    'content-type': 'text/plain; charset=UTF-8',
    'x-clickhouse-exception-code': String(code),
  })
  response.end(text)
}
