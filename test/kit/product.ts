import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { until } from './until.ts'

const root = resolve(import.meta.dirname, '../..')

/** Fixed identity of the product under test, given through the same variables that a user sets. */
export const identity = {
  email: 'admin@example.com',
  password: 'password123',
  projectId: 'cline-project',
  publicKey: 'pk-lf-00000000-0000-4000-8000-000000000001',
  secretKey: 'sk-lf-00000000-0000-4000-8000-000000000002',
  masterKey: 'sk-kansoku-test',
}

export interface Product extends AsyncDisposable {
  readonly serverUrl: string
  readonly gatewayUrl: string
  readonly dataDir: string
  /** Process id of the supervisor. */
  readonly pid: number
  /** All that the supervisor has printed. */
  output(): string
  /** Ends the supervisor with a signal and resolves with its exit code. */
  end(signal?: NodeJS.Signals): Promise<number | null>
}

export interface ProductOptions {
  /** Arguments after `kansoku start`. */
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** Data folder to reuse; the caller removes it. */
  readonly dataDir?: string
  /** Leaves the accounts and keys to the env files of `args`; default is the kit's `identity`. */
  readonly ownIdentity?: boolean
  /** Program and arguments that run the command line, for a place or a user of its own. */
  readonly launcher?: readonly string[]
  /** Ports to reuse, for a restart that clients must not notice. */
  readonly ports?: { readonly server: number; readonly gateway: number }
}

/** Starts the whole product as a user does, on a temporary data folder and free ports, and waits until both serve. */
export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  const dataDir = options.dataDir ?? (await temporaryDataDir())
  const ports = options.ports ?? { server: await freePort(), gateway: await freePort() }
  const child = spawnStart(dataDir, ports, options)
  const chunks: Buffer[] = []
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk))
  child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk))
  const output = () => Buffer.concat(chunks).toString('utf8')
  const serverUrl = `http://127.0.0.1:${ports.server}`
  const gatewayUrl = `http://127.0.0.1:${ports.gateway}`
  const end = async (signal: NodeJS.Signals = 'SIGTERM') => {
    if (child.exitCode === null && child.signalCode === null) {
      const exited = once(child, 'exit')
      child.kill(signal)
      await exited
    }
    return child.exitCode
  }
  const serves = async () => {
    const ended = child.exitCode ?? child.signalCode
    if (ended !== null) throw new Error(`start ended with ${ended}:\n${output()}`)
    return (
      (await answers(`${serverUrl}/api/public/ready`)) && (await answers(`${gatewayUrl}/health/readiness`))
    )
  }
  try {
    await until(serves, { seconds: 90, describe: () => `the product to be ready; it said:\n${output()}` })
  } catch (error) {
    await end()
    if (!options.dataDir) await rm(dataDir, { recursive: true, force: true })
    throw error
  }
  return {
    serverUrl,
    gatewayUrl,
    dataDir,
    pid: child.pid ?? 0,
    output,
    end,
    async [Symbol.asyncDispose]() {
      await end()
      if (!options.dataDir) await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** A data folder that the private Postgres can reach too when the tests run as root. */
export async function temporaryDataDir(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kansoku-test-'))
  await chmod(folder, 0o755)
  return folder
}

/** Of no connection, which systems begin from higher ports, and of no well-known service. */
const ports = { first: 11_000, count: 21_000 }

/** Files are run side by side, each by a process of its own: it begins where no other does. */
let portsGiven = process.pid * 211

/**
 * A port that nobody listens on, and another one each time. One that the system chose could be given to somebody else
 * before the program listens that it is meant for.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    portsGiven += 1
    const port = ports.first + (portsGiven % ports.count)
    if (await isFree(port)) return port
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer()
  const listens = once(server, 'listening').then(
    () => true,
    () => false,
  )
  server.listen(port, '127.0.0.1')
  if (!(await listens)) return false
  server.close()
  await once(server, 'close')
  return true
}

export interface CliOptions {
  /** Where the user stands; default is the checkout. */
  readonly cwd?: string
  /** Program and arguments that run the command line, for a user with other rights. */
  readonly launcher?: readonly string[]
}

/** Has the demo call the gateway, without its pauses: traces, sessions, tasks of agents and failures to look at. */
export async function runDemo({ dataDir }: Pick<Product, 'dataDir'>): Promise<void> {
  const { code, output } = await runCli(['demo', '--fast'], {
    ...identityVariables,
    KANSOKU_DATA_DIR: dataDir,
  })
  if (code !== 0) throw new Error(`The demo ended with ${code}:\n${output}`)
}

/** Runs a command of the CLI to its end. */
export async function runCli(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  { cwd = root, launcher = [] }: CliOptions = {},
) {
  const [program = '', ...rest] = [...launcher, process.execPath, cliEntry, ...args]
  const child = spawn(program, rest, { env: cleanEnvironment(env), stdio: 'pipe', cwd })
  const chunks: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk))
  child.stdin.end()
  await once(child, 'close')
  return { code: child.exitCode, output: Buffer.concat(chunks).toString('utf8') }
}

const cliEntry = join(root, 'apps/cli/bin/kansoku.js')

function spawnStart(
  dataDir: string,
  ports: { server: number; gateway: number },
  options: ProductOptions,
): ChildProcess {
  const portArgs = ['--port', String(ports.server), '--gateway-port', String(ports.gateway)]
  const { launcher = [], args = [] } = options
  const [program = '', ...rest] = [...launcher, process.execPath, cliEntry, 'start', ...portArgs, ...args]
  return spawn(program, rest, {
    cwd: launcher.length > 0 ? root : dataDir,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: cleanEnvironment({
      KANSOKU_DATA_DIR: dataDir,
      ...(options.ownIdentity ? {} : identityVariables),
      ...options.env,
    }),
  })
}

/** The variables that give the product its `identity`; commands of the CLI need them too. */
export const identityVariables = {
  LANGFUSE_INIT_ORG_ID: 'cline-org',
  LANGFUSE_INIT_ORG_NAME: 'Cline Organization',
  LANGFUSE_INIT_PROJECT_ID: identity.projectId,
  LANGFUSE_INIT_PROJECT_NAME: 'Cline Project',
  LANGFUSE_INIT_PROJECT_PUBLIC_KEY: identity.publicKey,
  LANGFUSE_INIT_PROJECT_SECRET_KEY: identity.secretKey,
  LANGFUSE_INIT_USER_EMAIL: identity.email,
  LANGFUSE_INIT_USER_NAME: 'Cline Admin',
  LANGFUSE_INIT_USER_PASSWORD: identity.password,
  LITELLM_MASTER_KEY: identity.masterKey,
}

/** Only what a process needs of the machine's environment: credentials and settings of the developer stay out. */
function cleanEnvironment(env: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const kept = ['PATH', 'HOME', 'USER', 'TMPDIR', 'LANG', 'NODE_COMPILE_CACHE'].flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return { ...Object.fromEntries(kept), AWS_EC2_METADATA_DISABLED: 'true', LANG: 'en_US.UTF-8', ...env }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok
  } catch {
    return false
  }
}
