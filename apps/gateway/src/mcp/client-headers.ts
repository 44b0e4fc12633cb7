import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { McpServer } from '@kansoku/routing'
import type { Caller } from '../http/authentication.ts'

/**
 * Headers of a client that are for a server: those that the config passes on, and `x-mcp-<server>-<header>`. The key of
 * this gateway never goes further.
 */
export function headersFor(
  { prefix, name, transport }: McpServer,
  given: IncomingHttpHeaders,
  { keyHash }: Caller,
): Readonly<Record<string, string>> {
  if (transport.kind === 'stdio') return {}
  const found: Record<string, string> = {}
  const add = (header: string, value: string | string[] | undefined) => {
    if (typeof value === 'string' && value !== '' && !isKey(value, keyHash)) found[header] = value
  }
  for (const header of transport.forwarded) add(header, given[header])
  for (const server of new Set([name, prefix])) {
    const start = `x-mcp-${server.toLowerCase()}-`
    for (const header of Object.keys(given))
      if (header.startsWith(start)) add(header.slice(start.length), given[header])
  }
  return found
}

function isKey(value: string, keyHash: string): boolean {
  const key = value.replace(/^Bearer\s+/i, '').trim()
  return createHash('sha256').update(key).digest('hex') === keyHash
}
