import { connect } from 'node:net'
import type { Environment } from './layers.ts'

export interface NamedServer {
  readonly variable: string
  readonly host: string
  readonly port: number
}

const defaultPorts: Readonly<Record<string, number>> = {
  'postgres:': 5432,
  'postgresql:': 5432,
  'http:': 80,
  'https:': 443,
  'redis:': 6379,
  'rediss:': 6379,
}

const urlVariables = [
  'DATABASE_URL',
  'CLICKHOUSE_URL',
  'REDIS_URL',
  'REDIS_CONNECTION_STRING',
  'S3_ENDPOINT',
  'LANGFUSE_S3_MEDIA_UPLOAD_ENDPOINT',
  'LANGFUSE_S3_BATCH_EXPORT_ENDPOINT',
  'LANGFUSE_S3_EVENT_UPLOAD_ENDPOINT',
]

/** The stores without which nothing starts. */
export const requiredServers: readonly string[] = ['DATABASE_URL', 'CLICKHOUSE_URL']

/** Every server that the environment names. Unix sockets and what is no URL are left to who uses them. */
export function namedServers(values: Environment): readonly NamedServer[] {
  const servers: NamedServer[] = []
  for (const variable of urlVariables) {
    const text = values[variable]
    if (text === undefined || !URL.canParse(text)) continue
    const url = new URL(text)
    if (url.hostname === '' || url.searchParams.get('host')?.startsWith('/')) continue
    const port = Number(url.port) || defaultPorts[url.protocol]
    if (port) servers.push({ variable, host: url.hostname.replace(/^\[|\]$/g, ''), port })
  }
  if (values.REDIS_HOST) {
    servers.push({ variable: 'REDIS_HOST', host: values.REDIS_HOST, port: Number(values.REDIS_PORT) || 6379 })
  }
  return servers
}

/** Undefined when a connection can be opened, else the system's code for why not. */
export async function probe({ host, port }: NamedServer, timeoutMs = 3_000): Promise<string | undefined> {
  const socket = connect({ host, port, timeout: timeoutMs })
  try {
    return await new Promise<string | undefined>((resolve) => {
      socket.once('connect', () => resolve(undefined))
      socket.once('timeout', () => resolve('ETIMEDOUT'))
      socket.once('error', (error: NodeJS.ErrnoException) => resolve(codeOf(error)))
    })
  } finally {
    socket.destroy()
  }
}

/** A name with several addresses fails with all of their errors at once. */
function codeOf(error: NodeJS.ErrnoException): string {
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : undefined
  return (inner as NodeJS.ErrnoException | undefined)?.code ?? error.code ?? error.message
}
