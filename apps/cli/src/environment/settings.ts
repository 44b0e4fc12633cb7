import { configurationError, Failure } from '../failure.ts'
import { resolveDataDir } from './data-dir.ts'
import { withDatabaseUrl, withoutServers } from './embedded.ts'
import { type EnvFileProblem, type Environment, layerEnvironment } from './layers.ts'
import { mask } from './mask.ts'
import { readEnvFiles } from './read-env-files.ts'

/** The options that every command takes. */
export interface Flags {
  readonly config?: string | undefined
  readonly envFile: readonly string[]
  readonly embedded?: boolean | undefined
  readonly port?: string | undefined
  readonly gatewayPort?: string | undefined
  readonly host?: string | undefined
  /** Processes of the gateway. */
  readonly workers?: string | undefined
  readonly debug?: boolean | undefined
}

/** Real environment, env files and flags in one. */
export interface Settings {
  readonly cwd: string
  readonly values: Environment
  /** Path of the env file that a value came from; names from the real environment are absent. */
  readonly origins: Readonly<Record<string, string>>
  readonly dataDir: string
  readonly embedded: boolean
  /** Variables of servers that `--embedded` took out. */
  readonly ignored: readonly string[]
  readonly problems: readonly EnvFileProblem[]
  /** Undefined: loopback, both families. */
  readonly host: string | undefined
  readonly port: number
  readonly gatewayPort: number
}

/** Reads what the CLI itself needs. Errors name the flag or variable, its value and what to do. */
export async function resolveSettings(flags: Flags, cwd: string, real: NodeJS.ProcessEnv): Promise<Settings> {
  const layered = layerEnvironment(real, await readEnvFiles(flags.envFile, cwd))
  const embedded = flags.embedded ?? isOn(layered.values.KANSOKU_EMBEDDED)
  const { values, ignored } = embedded
    ? withoutServers(layered.values)
    : { values: withDatabaseUrl(layered.values), ignored: [] }
  checkDatabaseUrl(values)
  const port = readPort('--port', flags.port, 'KANSOKU_PORT', values, 3000)
  const gatewayPort = readPort('--gateway-port', flags.gatewayPort, 'KANSOKU_GATEWAY_PORT', values, 4000)
  if (port === gatewayPort) throw new Failure('port.same', { port }, configurationError)
  return {
    cwd,
    values: { ...(flags.debug ? detailedLogs : {}), ...values, ...workersOf(flags, values) },
    origins: layered.origins,
    dataDir: resolveDataDir(values, cwd),
    embedded,
    ignored,
    problems: layered.problems,
    host: flags.host ?? values.KANSOKU_HOST,
    port,
    gatewayPort,
  }
}

const detailedLogs = { KANSOKU_LOG_LEVEL: 'debug', LITELLM_LOG: 'DEBUG' }

/** LiteLLM's name is known, too. What the number may be is the gateway's to say. */
function workersOf(flags: Flags, values: Environment): Environment {
  const count = flags.workers ?? values.KANSOKU_WORKERS ?? values.NUM_WORKERS
  return count === undefined ? {} : { KANSOKU_WORKERS: count }
}

function readPort(
  flag: string,
  given: string | undefined,
  variable: string,
  values: Environment,
  fallback: number,
): number {
  const text = given ?? values[variable]
  if (text === undefined) return fallback
  const port = Number(text)
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port
  throw new Failure(
    'port.invalid',
    { name: given === undefined ? variable : flag, value: text },
    configurationError,
  )
}

function checkDatabaseUrl({ DATABASE_URL: url }: Environment): void {
  if (url === undefined || /^postgres(ql)?:\/\//.test(url)) return
  throw new Failure('database.url.invalid', { value: mask(url) }, configurationError)
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && /^(1|true|yes|on)$/i.test(value)
}
