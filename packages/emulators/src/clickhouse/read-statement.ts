import type { IncomingMessage } from 'node:http'
import { promisify } from 'node:util'
import { brotliDecompress, gunzip, zstdDecompress } from 'node:zlib'
import { readBody } from '../http/loopback-server.ts'
import { parseParam } from './parse-param.ts'

/** One request of ClickHouse's HTTP interface. */
export interface Statement {
  readonly sql: string
  readonly database: string | undefined
  readonly queryId: string | undefined
  readonly params: Readonly<Record<string, unknown>>
  readonly settings: Readonly<Record<string, string>>
  readonly acceptsGzip: boolean
}

/** Names in the query string that are neither params nor settings of the engine. */
const RESERVED = new Set([
  'query',
  'database',
  'query_id',
  'user',
  'password',
  'session_id',
  'session_timeout',
  'session_check',
  'role',
  'quota_key',
  'compress',
  'decompress',
  'default_format',
  'buffer_size',
  'wait_end_of_query',
  'send_progress_in_http_headers',
  'http_headers_progress_interval_ms',
  'enable_http_compression',
  'http_zlib_compression_level',
])

export async function readStatement(request: IncomingMessage): Promise<Statement> {
  const search = new URL(request.url ?? '/', 'http://emulator').searchParams
  const body = await decompress(await readBody(request), request.headers['content-encoding'])
  const form = await readForm(body, request.headers['content-type'] ?? '')
  const fields = [...search, ...(form ?? [])]
  const params = fields.filter(([name]) => name.startsWith('param_'))
  const settings = [...search].filter(([name]) => !RESERVED.has(name) && !name.startsWith('param_'))
  const parts = [search.get('query'), form ? form.get('query') : body.toString('utf8')]
  // The query may stand in the query string, in the body or begin there and go on here (data of an insert).
  const sql = parts.filter((part) => part !== null && part !== undefined && part !== '').join('\n')
  return {
    sql,
    database: search.get('database') ?? header(request, 'x-clickhouse-database'),
    queryId: search.get('query_id') ?? undefined,
    params: Object.fromEntries(
      params.map(([field, text]) => {
        const name = field.slice('param_'.length)
        return [name, parseParam(text, declaredType(sql, name))]
      }),
    ),
    settings: Object.fromEntries(settings),
    acceptsGzip:
      search.get('enable_http_compression') === '1' &&
      /\bgzip\b/.test(header(request, 'accept-encoding') ?? ''),
  }
}

/** The type that the placeholder of a param names. */
function declaredType(sql: string, name: string): string | undefined {
  return [...sql.matchAll(/\{\s*(\w+)\s*:\s*(\w+)/g)].find(([, placeholder]) => placeholder === name)?.[2]
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}

async function decompress(body: Buffer, encoding: string | undefined): Promise<Buffer> {
  if (encoding === 'gzip') return promisify(gunzip)(body)
  if (encoding === 'br') return promisify(brotliDecompress)(body)
  if (encoding === 'zstd') return promisify(zstdDecompress)(body)
  return body
}

async function readForm(body: Buffer, type: string): Promise<Map<string, string> | undefined> {
  if (!type.startsWith('multipart/form-data')) return undefined
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
  const fields = new Map<string, string>()
  for (const [name, value] of form) fields.set(name, typeof value === 'string' ? value : await value.text())
  return fields
}
