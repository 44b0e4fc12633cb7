import type { Environment } from './layers.ts'

const namesOfServers =
  /^(DATABASE_URL|DIRECT_URL|SHADOW_DATABASE_URL|DATABASE_(HOST|PORT|USER|USERNAME|PASSWORD|NAME|SCHEMA|ARGS)|CLICKHOUSE_.+|REDIS_.+|S3_.+|LANGFUSE_S3_.+)$/

/** Takes out every variable that names a server which the embedded stores replace. */
export function withoutServers(values: Environment): {
  readonly values: Environment
  readonly ignored: readonly string[]
} {
  const kept = Object.entries(values).filter(([name]) => !namesOfServers.test(name))
  const ignored = Object.keys(values).filter((name) => namesOfServers.test(name))
  return { values: Object.fromEntries(kept), ignored: ignored.toSorted() }
}

/** Langfuse and LiteLLM also take the database in parts; a whole `DATABASE_URL` goes first. */
export function withDatabaseUrl(values: Environment): Environment {
  const { DATABASE_HOST: host, DATABASE_URL } = values
  if (DATABASE_URL !== undefined || host === undefined) return values
  const user = values.DATABASE_USERNAME ?? values.DATABASE_USER
  const password = values.DATABASE_PASSWORD
  const credentials = user
    ? `${encodeURIComponent(user)}${password ? `:${encodeURIComponent(password)}` : ''}@`
    : ''
  const address = values.DATABASE_PORT ? `${host}:${values.DATABASE_PORT}` : host
  return { ...values, DATABASE_URL: `postgresql://${credentials}${address}/${values.DATABASE_NAME ?? ''}` }
}
