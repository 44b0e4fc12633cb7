import type { ClientConfig } from 'pg'
import { StorageError } from '../errors.ts'

/**
 * Connection options of a `DATABASE_URL`. `sslmode` keeps libpq's meaning (`require` encrypts without checking the
 * certificate), as other tools that read the same variable have it; options of such tools (`schema`, `pgbouncer`,
 * `connection_limit`) are passed over.
 *
 * @throws StorageError when it is no Postgres URL.
 */
export function connectionOptions(url: string): ClientConfig {
  const parsed = parseDatabaseUrl(url)
  parsed.searchParams.set('uselibpqcompat', 'true')
  return {
    connectionString: parsed.href,
    application_name: 'kansoku',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  }
}

/** Where the URL leads, for messages: account, host and database, never the password. */
export function describeTarget(url: string): string {
  const { username, host, pathname, searchParams } = parseDatabaseUrl(url)
  return `${username}${username === '' ? '' : '@'}${searchParams.get('host') ?? host}${pathname}`
}

function parseDatabaseUrl(url: string): URL {
  // A URL whose host stands in `?host=` (a socket's folder) may leave the usual place empty.
  const text = url.replace(/^(postgres(?:ql)?:\/\/[^/?#]*@)(?=\/)/, '$1localhost')
  if (URL.canParse(text)) {
    const parsed = new URL(text)
    if (/^postgres(ql)?:$/.test(parsed.protocol)) return parsed
  }
  throw new StorageError('DATABASE_URL is not a Postgres URL.', {
    remedy:
      'Write it as postgresql://user:password@host:5432/database, special characters in the password percent-encoded.',
    publicMessage: 'The storage is unavailable. Try again later.',
  })
}
