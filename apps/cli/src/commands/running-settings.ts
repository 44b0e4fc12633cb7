import { resolveSettings, type Settings } from '../environment/settings.ts'
import type { CommandContext } from './command.ts'
import { findRunning, type RunningInstance } from './running.ts'

export interface RunningSettings {
  readonly settings: Settings
  readonly running: RunningInstance | undefined
}

/**
 * Settings for a command about a running instance. Where the command names no env files those of the start count:
 * keys and accounts may stand in them.
 */
export async function resolveRunningSettings({
  flags,
  cwd,
  environment,
}: CommandContext): Promise<RunningSettings> {
  const own = await resolveSettings(flags, cwd, environment)
  const running = await findRunning(own.dataDir)
  const { envFiles = [], embedded } = running?.state ?? {}
  if (flags.envFile.length > 0 || envFiles.length === 0) return { settings: own, running }
  const settings = await resolveSettings({ ...flags, envFile: envFiles, embedded }, cwd, environment)
  return { settings: { ...settings, dataDir: own.dataDir }, running }
}
