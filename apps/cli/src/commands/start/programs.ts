import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { childEnvironment } from '../../environment/child-environment.ts'
import { findConfigFile } from '../../environment/config-file.ts'
import type { Environment } from '../../environment/layers.ts'
import { ensureSecrets } from '../../environment/secrets.ts'
import { resolveSettings, type Settings } from '../../environment/settings.ts'
import type { Description, MakePrograms } from '../../supervisor/supervisor.ts'
import { type CommandContext, checkout } from '../command.ts'

export interface Prepared {
  readonly settings: Settings
  readonly configFile: string | undefined
  readonly secrets: Environment
  readonly created: readonly string[]
}

/** Reads flags, files and secrets. */
export async function prepare(context: CommandContext, settings: Settings): Promise<Prepared> {
  const configFile = await findConfigFile(context.flags.config, settings)
  const { values, created } = await ensureSecrets(settings.dataDir, settings.values)
  return { settings, configFile, secrets: values, created }
}

/**
 * Node's own default lets what a start leaves behind stay in memory: about 70 MB in each process. Telemetry that waits for
 * its group outlives a young generation of 32 MB, and to move it costs the server a twentieth of its time; calls under way
 * are small, and fewer megabytes stay nearer to the processor. Megabytes of one half of it.
 */
const youngGeneration = { server: '--max-semi-space-size=64', gateway: '--max-semi-space-size=8' }

/** Percent. By default V8 waits until what is in use has grown several times over: hundreds of megabytes of old prompts. */
const steadyHeap = ['--heap-growing-percent=50']

/**
 * glibc keeps an arena per thread, each with what calls have left behind, and bodies of 100 KB between small things, so
 * that neither goes back: some 60 MB in all. Bytes. The engine has an allocator of its own.
 */
const frugalAllocator = {
  MALLOC_ARENA_MAX: '1',
  MALLOC_MMAP_THRESHOLD_: '65536',
  MALLOC_TRIM_THRESHOLD_: '131072',
}

/** A group of traces that is stored must not keep a call waiting: the server yields to the gateway. */
const behindCalls = 5

/**
 * The two programs with their environment. Later everything is read anew, for what is asked for then; ports and data
 * folder stay.
 */
export function programsOf(asked: () => CommandContext, first: Prepared): MakePrograms {
  let prepared: Prepared | undefined = first
  return async (privateDatabaseUrl) => {
    const context = asked()
    const current = prepared ?? (await reread(context, first))
    prepared = undefined
    const { settings, configFile, secrets } = current
    const environment = {
      ...frugalAllocator,
      ...childEnvironment({ settings, secrets, configFile, privateDatabaseUrl }),
    }
    return {
      describe: describeRun(context, current),
      server: {
        entry: entryOf('server'),
        nodeOptions: [youngGeneration.server],
        niceness: behindCalls,
        // The analytics engine runs its statements on these threads.
        environment: { UV_THREADPOOL_SIZE: '16', ...environment },
      },
      gateway: {
        entry: entryOf('gateway'),
        nodeOptions: [youngGeneration.gateway, ...steadyHeap],
        environment,
      },
    }
  }
}

/** What other commands are told of the run. */
export function describeRun({ flags }: CommandContext, { settings, configFile }: Prepared): Description {
  return {
    host: settings.host ?? null,
    port: settings.port,
    gatewayPort: settings.gatewayPort,
    configFile: configFile ?? null,
    envFiles: flags.envFile.map((file) => resolve(settings.cwd, file)),
    embedded: settings.embedded,
  }
}

async function reread(context: CommandContext, first: Prepared): Promise<Prepared> {
  const settings = await resolveSettings(context.flags, context.cwd, context.environment)
  const { dataDir, host, port, gatewayPort } = first.settings
  return prepare(context, { ...settings, dataDir, host, port, gatewayPort })
}

function entryOf(app: 'server' | 'gateway'): string {
  return fileURLToPath(new URL(`apps/${app}/src/main.ts`, checkout))
}
