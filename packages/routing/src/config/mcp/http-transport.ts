import type { McpEntry } from './mcp-entry.ts'
import type { McpTransport } from './mcp-server.ts'
import { mcpAuthentications } from './mcp-settings.ts'

type HttpTransport = Omit<Extract<McpTransport, { readonly kind: 'http' | 'sse' }>, 'kind'>
type Headers = Readonly<Record<string, string>>

/** Where a server is, and with which headers. Throws `ConfigError`, which never shows a value. */
export function readHttpTransport(entry: McpEntry): HttpTransport {
  const forwarded = (entry.texts('extra_headers') ?? []).map((header) => header.toLowerCase())
  const { url, headers } = readAddress(entry)
  return { url, headers: { ...headers, ...authentication(entry), ...staticHeaders(entry) }, forwarded }
}

/** Credentials in an address are those of a header: `fetch` takes no address that has them. */
function readAddress(entry: McpEntry): { readonly url: string; readonly headers: Headers } {
  const given = entry.text('url')
  if (given === undefined || !URL.canParse(given) || !/^https?:/.test(given))
    return entry.fail('url', given === undefined ? 'is missing.' : 'is no address.', 'Add "url: https://…".')
  const url = new URL(given)
  const { username, password } = url
  if (username === '' && password === '') return { url: given, headers: {} }
  url.username = ''
  url.password = ''
  return {
    url: url.href,
    headers: credentials('basic', `${decode(entry, username)}:${decode(entry, password)}`),
  }
}

function decode(entry: McpEntry, part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return entry.fail('url', 'has credentials with a "%" that stands for nothing.', 'Write "%25" for "%".')
  }
}

function authentication(entry: McpEntry): Headers {
  const key = entry.text('auth_value') === undefined ? 'authentication_token' : 'auth_value'
  const value = entry.text(key)
  if (value === undefined) return {}
  const headers = credentials(entry.text('auth_type') ?? 'none', value)
  if (!Object.values(headers).every(isHeaderValue)) failValue(entry, key, '')
  return headers
}

function credentials(type: string, value: string): Headers {
  const show = mcpAuthentications[type]
  return show ? Object.fromEntries([show(value)]) : {}
}

function staticHeaders(entry: McpEntry): Headers {
  const key = 'static_headers'
  const headers = Object.entries(entry.map(key))
  for (const [name, value] of headers) {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name))
      entry.fail(key, `has "${name}", which cannot name a header.`, 'Use letters, digits and "-".')
    if (!isHeaderValue(value)) failValue(entry, key, ` of "${name}"`)
  }
  return Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]))
}

/** As HTTP has it; white space at the ends is not sent. */
const isHeaderValue = (value: string) => /^[\t\x20-\x7e\x80-\xff]*$/.test(value.trim())

function failValue(entry: McpEntry, key: string, of: string): never {
  return entry.fail(
    key,
    `has a value${of} that cannot stand in a header.`,
    'Leave out line breaks, and letters that are not Latin.',
  )
}
