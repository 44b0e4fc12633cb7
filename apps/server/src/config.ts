import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Initialization, InstallationLogin } from '@kansoku/platform'
import type { AnalyticsOptions } from '@kansoku/storage'
import { type BlobOptions, blobOptions, blobVariables, withLangfuseNames } from './config/blob-variables.ts'
import { initVariables, toInitialization } from './config/init-variables.ts'
import { serverVariables } from './config/server-variables.ts'
import { readVariables, type Variable, type VariableValues } from './config/variable.ts'
import { StartError } from './start-error.ts'

/** What the environment says, checked. */
export interface ServerConfig {
  readonly version: string
  readonly dataDir: string
  /** Undefined: loopback, both families. */
  readonly host: string | undefined
  /** 0: any free port. */
  readonly port: number
  readonly gatewayPort: number
  readonly gatewayPublicUrl: string | undefined
  /** Where this server itself reaches the gateway; undefined: on this machine. */
  readonly gatewayUrl: string | undefined
  readonly trustProxy: string
  /** Path prefix of the platform at its proxy, without a slash at its end; empty: none. */
  readonly basePath: string
  /** Undefined: any. */
  readonly mcpAllowedHosts: readonly string[] | undefined
  /** Origins of browser requests that are trusted besides the server's own. */
  readonly trustedOrigins: readonly string[]
  readonly sessionSecret: string
  readonly sessionSeconds: number
  /** Undefined without a password for it. */
  readonly installationLogin: InstallationLogin | undefined
  readonly salt: string
  readonly encryptionKey: string | undefined
  /** Hex SHA-256; absent where the config file of the gateway has a master key of its own. */
  readonly masterKeyHash: string | undefined
  readonly internalSecret: string | undefined
  readonly metricsToken: string | undefined
  /** Of a batch of events and of an OTLP request, decompressed. */
  readonly bodyLimits: { readonly ingestionBytes: number; readonly otlpBytes: number }
  readonly databaseUrl: string
  /** The same database without a pooler in between. */
  readonly directUrl: string
  readonly analytics: AnalyticsOptions
  readonly blobs: BlobOptions
  readonly logLevel: string
  /** Built web UI. */
  readonly webDir: string
  readonly initialization: Initialization | undefined
  /** Settings without effect, for the log. */
  readonly warnings: readonly string[]
}

/** Every variable that the server reads, for `.env.example` and the manual. */
export const documentedVariables: readonly Omit<Variable, 'schema'>[] = Object.entries({
  ...serverVariables,
  ...blobVariables,
  ...initVariables,
}).map(([name, { schema: _, ...variable }]) => ({ name, ...variable }))

/** Reads the environment: the only place that does. Throws a `StartError` that lists every problem. */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): ServerConfig {
  const problems: string[] = []
  const values = readVariables(serverVariables, env, problems)
  const blobs = readVariables(blobVariables, withLangfuseNames(env), problems)
  const init = readVariables(initVariables, env, problems)
  if (problems.length > 0) throw new StartError(problems.join('\n'), { permanent: true })
  const { initialization, warnings } = toInitialization(init, (name) => Boolean(env[name]?.trim()))
  return {
    version: readVersion(),
    dataDir: values.KANSOKU_DATA_DIR,
    host: values.KANSOKU_HOST,
    port: values.KANSOKU_PORT,
    gatewayPort: values.KANSOKU_GATEWAY_PORT,
    gatewayPublicUrl: values.KANSOKU_GATEWAY_PUBLIC_URL,
    gatewayUrl: values.KANSOKU_GATEWAY_URL,
    trustProxy: values.KANSOKU_TRUST_PROXY,
    basePath: values.BASE_PATH ?? values.NEXT_PUBLIC_BASE_PATH ?? '',
    mcpAllowedHosts: values.LANGFUSE_MCP_ALLOWED_HOSTS?.split(',').map((host) => host.trim().toLowerCase()),
    trustedOrigins: values.NEXTAUTH_URL ? [new URL(values.NEXTAUTH_URL).origin] : [],
    sessionSecret: values.NEXTAUTH_SECRET,
    sessionSeconds: values.AUTH_SESSION_MAX_AGE * 60,
    installationLogin: installationLogin(values),
    salt: values.SALT,
    encryptionKey: values.ENCRYPTION_KEY,
    internalSecret: values.KANSOKU_INTERNAL_SECRET,
    masterKeyHash: values.LITELLM_MASTER_KEY && hash('sha256', values.LITELLM_MASTER_KEY),
    metricsToken: values.KANSOKU_METRICS_TOKEN,
    bodyLimits: { ingestionBytes: values.KANSOKU_INGESTION_MAX_MB, otlpBytes: values.KANSOKU_OTLP_MAX_MB },
    databaseUrl: values.DATABASE_URL,
    directUrl: values.DIRECT_URL ?? values.DATABASE_URL,
    analytics: analyticsOptions(values),
    blobs: blobOptions(blobs, values.KANSOKU_DATA_DIR),
    logLevel: values.KANSOKU_LOG_LEVEL ?? values.LANGFUSE_LOG_LEVEL ?? 'info',
    webDir: resolve(import.meta.dirname, '../../web/dist'),
    initialization,
    warnings,
  }
}

function installationLogin(values: VariableValues<typeof serverVariables>): InstallationLogin | undefined {
  const password = values.UI_PASSWORD ?? values.LITELLM_MASTER_KEY
  return password === undefined ? undefined : { userName: values.UI_USERNAME, password }
}

function analyticsOptions(values: VariableValues<typeof serverVariables>): AnalyticsOptions {
  if (values.CLICKHOUSE_URL === undefined || values.KANSOKU_EMBEDDED) {
    const memoryMegabytes = values.KANSOKU_ENGINE_MEMORY_MB
    return {
      kind: 'embedded',
      path: join(values.KANSOKU_DATA_DIR, 'analytics'),
      threadPoolSize: values.UV_THREADPOOL_SIZE,
      ...(memoryMegabytes !== undefined && { memoryMegabytes }),
    }
  }
  return {
    kind: 'server',
    url: values.CLICKHOUSE_URL,
    database: values.KANSOKU_CLICKHOUSE_DB,
    ...(values.CLICKHOUSE_USER !== undefined && { user: values.CLICKHOUSE_USER }),
    ...(values.CLICKHOUSE_PASSWORD !== undefined && { password: values.CLICKHOUSE_PASSWORD }),
  }
}

function readVersion(): string {
  const file = resolve(import.meta.dirname, '../../../package.json')
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
}
