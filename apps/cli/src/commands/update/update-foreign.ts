import { chmod, copyFile, open, readFile, realpath, rename, rm } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { shownUrl } from '../../environment/addresses.ts'
import { parseEnvFile } from '../../environment/dotenv.ts'
import { rewriteEnvFile } from '../../environment/rewrite-env-file.ts'
import type { Settings } from '../../environment/settings.ts'
import { Failure } from '../../failure.ts'
import type { CommandContext } from '../command.ts'
import { resolveRunningSettings } from '../running-settings.ts'
import { platformKeys } from './platform-keys.ts'

/** Copied to the other `.env` where they are set here. */
const passedOn = [
  'LANGFUSE_DEBUG',
  'LANGFUSE_FLUSH_INTERVAL',
  'LANGFUSE_RELEASE',
  'UPSTREAM_LANGFUSE_HOST',
  'UPSTREAM_LANGFUSE_PUBLIC_KEY',
  'UPSTREAM_LANGFUSE_SECRET_KEY',
  'UPSTREAM_LANGFUSE_DEBUG',
  'UPSTREAM_LANGFUSE_RELEASE',
]

/**
 * Points a LiteLLM Proxy that is not ours at this platform: its `.env` gets our address and keys, and the config file
 * that is named. All else in it stays; a copy of what it was lies beside it.
 */
export async function updateForeign(context: CommandContext, name: string): Promise<number> {
  const { terminal } = context
  const folder = resolve(context.cwd, name)
  const { settings, running } = await resolveRunningSettings(context)
  const path = await findEnvFile(folder)
  if (running?.state?.envFiles.includes(path)) throw new Failure('update.foreign.own', { path })
  const text = await readFile(path, 'utf8')
  if (!parseEnvFile(text).assignments.some((one) => one.name.startsWith('LITELLM_')))
    throw new Failure('update.foreign.notLiteLlm', { path })
  const host =
    settings.values.LANGFUSE_HOST ??
    shownUrl(running?.state?.host ?? settings.host, running?.state?.port ?? settings.port)
  const values = { ...(await pointers(host, settings)), ...configOf(context, folder) }
  const changed = rewriteEnvFile(text, values)
  if (changed === text) {
    terminal.say('update.foreign.same', { path })
    return 0
  }
  const backup = await replace(path, changed)
  terminal.say('update.foreign.done', { path, names: Object.keys(values).join(', '), backup })
  const { hostname, port } = new URL(host)
  if (['localhost', '127.0.0.1', '[::1]'].includes(hostname))
    terminal.warn('update.foreign.loopback', { host, port })
  terminal.say('update.foreign.next')
  return 0
}

async function findEnvFile(folder: string): Promise<string> {
  const path = join(folder, '.env')
  return realpath(path).catch(() => {
    throw new Failure('update.foreign.noFile', { path })
  })
}

async function pointers(host: string, { dataDir, values }: Settings): Promise<Record<string, string>> {
  const keys = await platformKeys(dataDir, values)
  if (!keys) throw new Failure('update.foreign.noKeys')
  const others = passedOn.flatMap((name) =>
    values[name] === undefined ? [] : [[name, values[name]] as const],
  )
  return {
    LANGFUSE_HOST: host,
    LANGFUSE_PUBLIC_KEY: keys.publicKey,
    LANGFUSE_SECRET_KEY: keys.secretKey,
    ...Object.fromEntries(others),
  }
}

/** LiteLLM's containers see the files of their own folder only. */
function configOf({ flags }: CommandContext, folder: string): Record<string, string> {
  if (flags.config === undefined) return {}
  const below = relative(folder, resolve(folder, flags.config))
  if (below.startsWith('..')) throw new Failure('update.foreign.outside', { file: flags.config, folder })
  return { CONFIG_FILE: below }
}

/** Written whole or not at all, and readable by its owner only, as the copy is. Returns the path of the copy. */
async function replace(path: string, text: string): Promise<string> {
  const backup = `${path}.bak`
  const draft = join(dirname(path), `.env.${process.pid}.tmp`)
  try {
    await copyFile(path, backup)
    await chmod(backup, 0o600)
    const file = await open(draft, 'wx', 0o600)
    await file.writeFile(text).finally(() => file.close())
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    throw new Failure('update.foreign.unwritable', {
      path,
      reason: String((error as NodeJS.ErrnoException).code),
    })
  }
  return backup
}
