import { homedir, platform } from 'node:os'
import { join, resolve } from 'node:path'
import { z } from 'zod'

/** A setting that the gateway cannot start with. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError'
  readonly remedy: string

  constructor(message: string, remedy: string) {
    super(message)
    this.remedy = remedy
  }
}

/** sysexits.h EX_CONFIG: tells a supervisor not to try again before a person has changed something. */
export const configurationExitCode = 78

/** Everything the gateway takes from its environment, read once. */
export interface GatewaySettings {
  readonly dataDir: string
  /** Addresses to listen on. */
  readonly hosts: readonly string[]
  readonly port: number
  /** Processes that share the port. */
  readonly workers: number
  /** Which of them this process is, from 0. */
  readonly worker: number
  /** Path of the LiteLLM config file, if there is one. */
  readonly configFile: string | undefined
  /** Whether there are the demo's models: as long as there are no others, always, never. */
  readonly demo: 'auto' | 'on' | 'off'
  /** The connected server, if any. */
  readonly server: { readonly url: string; readonly secret: string } | undefined
  /** Where the `langfuse` callback points. */
  readonly langfuse:
    | { readonly host: string; readonly publicKey: string; readonly secretKey: string }
    | undefined
  readonly release: string | undefined
  readonly environmentName: string | undefined
  readonly proxyBaseUrl: string | undefined
  /** Bearer token for `/metrics`; undefined: this machine only. */
  readonly metricsToken: string | undefined
  /** Keys may name callbacks on this machine and its network. */
  readonly privateCallbackHosts: boolean
  readonly maxRequestBytes: number
  /** Of this worker's spool. */
  readonly maxSpoolBytes: number
  /** How long virtual keys work while the server cannot be asked. */
  readonly keysMaxAgeHours: number
  /** How long a stop waits for running calls. */
  readonly drainSeconds: number
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  /** The whole environment without empty values, for `os.environ/…` and for the providers. */
  readonly environment: Readonly<Record<string, string>>
}

const port = z.coerce.number().int().min(0).max(65_535)
const positive = z.coerce.number().positive()
const httpUrl = z.url({ protocol: /^https?$/ })

const rules = {
  KANSOKU_GATEWAY_PORT: [port.default(4000), 'Set a free port from 1 to 65535.'],
  KANSOKU_WORKERS: [
    z.coerce.number().int().min(1).max(64).default(1),
    'Set how many processes answer calls, from 1 to 64; one for each core is usual.',
  ],
  KANSOKU_WORKER: [z.coerce.number().int().min(0).default(0), 'Leave it empty: the gateway sets it itself.'],
  KANSOKU_SERVER_URL: [
    httpUrl.optional(),
    'Set an address such as http://127.0.0.1:3000, or leave it empty.',
  ],
  KANSOKU_DEMO: [z.enum(['auto', 'on', 'off']).default('auto'), 'Set auto, on or off.'],
  KANSOKU_CALLBACK_PRIVATE_HOSTS: [z.enum(['on', 'off']).default('off'), 'Set on or off.'],
  KANSOKU_MAX_REQUEST_MB: [positive.default(32), 'Set the largest request body in MB, for instance 32.'],
  KANSOKU_SPOOL_MAX_MB: [positive.default(2048), 'Set the most disk that undelivered calls may take, in MB.'],
  KANSOKU_KEYS_MAX_AGE_HOURS: [
    positive.default(24),
    'Set for how many hours virtual keys work while the server cannot be asked, for instance 24.',
  ],
  KANSOKU_DRAIN_SECONDS: [
    z.coerce.number().min(0).default(30),
    'Set how many seconds a stop waits for calls.',
  ],
  LITELLM_LOG: [
    z
      .string()
      .toLowerCase()
      .pipe(z.enum(['debug', 'info', 'warning', 'warn', 'error', 'critical', 'silent']))
      .default('info'),
    'Set DEBUG, INFO, WARNING or ERROR.',
  ],
} as const satisfies Record<string, readonly [z.ZodType, string]>

/**
 * Reads the process environment; an empty value counts as unset.
 * @throws {SettingsError} naming the variable, its value and the remedy
 */
export function readSettings(env: NodeJS.ProcessEnv): GatewaySettings {
  const set = withoutEmpty(env)
  const read = <K extends keyof typeof rules>(name: K): z.output<(typeof rules)[K][0]> => {
    const [schema, remedy] = rules[name]
    const parsed = schema.safeParse(set[name])
    if (parsed.success) return parsed.data as z.output<(typeof rules)[K][0]>
    throw new SettingsError(
      `${name} has the value ${JSON.stringify(set[name])}, which cannot be used.`,
      remedy,
    )
  }
  const level = read('LITELLM_LOG')
  return {
    dataDir: set.KANSOKU_DATA_DIR ? resolve(set.KANSOKU_DATA_DIR) : defaultDataDir(set),
    hosts: set.KANSOKU_HOST && !isLoopbackName(set.KANSOKU_HOST) ? [set.KANSOKU_HOST] : ['127.0.0.1', '::1'],
    port: read('KANSOKU_GATEWAY_PORT'),
    workers: read('KANSOKU_WORKERS'),
    worker: read('KANSOKU_WORKER'),
    configFile: set.KANSOKU_CONFIG,
    demo: read('KANSOKU_DEMO'),
    server: readServer(read('KANSOKU_SERVER_URL'), set.KANSOKU_INTERNAL_SECRET),
    langfuse: readLangfuse(set),
    release: set.LANGFUSE_RELEASE,
    environmentName: set.LANGFUSE_TRACING_ENVIRONMENT,
    proxyBaseUrl: set.PROXY_BASE_URL,
    metricsToken: set.KANSOKU_METRICS_TOKEN,
    privateCallbackHosts: read('KANSOKU_CALLBACK_PRIVATE_HOSTS') === 'on',
    maxRequestBytes: read('KANSOKU_MAX_REQUEST_MB') * 1024 * 1024,
    // What all workers may take together.
    maxSpoolBytes: (read('KANSOKU_SPOOL_MAX_MB') * 1024 * 1024) / read('KANSOKU_WORKERS'),
    keysMaxAgeHours: read('KANSOKU_KEYS_MAX_AGE_HOURS'),
    drainSeconds: read('KANSOKU_DRAIN_SECONDS'),
    logLevel: level === 'warning' ? 'warn' : level === 'critical' ? 'error' : level,
    environment: set,
  }
}

function withoutEmpty(env: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '',
    ),
  )
}

function isLoopbackName(host: string): boolean {
  return host === 'localhost' || host === 'loopback'
}

function readServer(url: string | undefined, secret: string | undefined): GatewaySettings['server'] {
  if (url === undefined) return undefined
  if (secret === undefined) {
    throw new SettingsError(
      'KANSOKU_INTERNAL_SECRET is not set although KANSOKU_SERVER_URL is.',
      'Give gateway and server the same secret, or leave KANSOKU_SERVER_URL empty.',
    )
  }
  return { url: url.replace(/\/+$/, ''), secret }
}

const langfuseCloud = 'https://cloud.langfuse.com'

function readLangfuse(set: Readonly<Record<string, string>>): GatewaySettings['langfuse'] {
  const { LANGFUSE_PUBLIC_KEY: publicKey, LANGFUSE_SECRET_KEY: secretKey } = set
  if (publicKey === undefined || secretKey === undefined) return undefined
  const host = set.LANGFUSE_HOST ?? set.LANGFUSE_BASE_URL ?? set.LANGFUSE_OTEL_HOST ?? langfuseCloud
  const url = /^https?:\/\//.test(host) ? host : `http://${host}`
  if (!URL.canParse(url)) {
    throw new SettingsError(
      `LANGFUSE_HOST has the value "${host}", which is no address.`,
      'Set for instance http://localhost:3000.',
    )
  }
  return { host: url.replace(/\/+$/, ''), publicKey, secretKey }
}

function defaultDataDir(set: Readonly<Record<string, string>>): string {
  if (process.getuid?.() === 0) return '/var/lib/kansoku'
  if (platform() === 'darwin') return join(homedir(), 'Library', 'Application Support', 'kansoku')
  return join(set.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'kansoku')
}
