import { resolve } from 'node:path'
import { configVariables, findConfigFile } from '../environment/config-file.ts'
import type { Settings } from '../environment/settings.ts'
import type { CommandContext } from './command.ts'
import type { WishedFiles } from './start/request.ts'

/** The files that a command for a running instance names: itself, or in the env files that it names. */
export async function wishedFiles({ flags, cwd }: CommandContext, settings: Settings): Promise<WishedFiles> {
  const envFiles = flags.envFile.map((file) => resolve(cwd, file))
  const isNamed =
    flags.config !== undefined ||
    (envFiles.length > 0 && configVariables.some((name) => settings.origins[name]))
  return { config: isNamed ? await findConfigFile(flags.config, settings) : undefined, envFiles }
}
