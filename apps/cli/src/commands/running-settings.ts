import { type Flags, resolveSettings, type Settings } from '../environment/settings.ts'
import type { RunState } from '../supervisor/run-state.ts'
import type { CommandContext } from './command.ts'
import { findRunning, type RunningInstance } from './running.ts'

export interface RunningSettings {
  readonly settings: Settings
  readonly running: RunningInstance | undefined
}

/**
 * Settings for a command about a running instance. Where the command names no env files those of the start count:
 * keys and accounts may stand in them. So do its ports and host, which flags may have set, unless others are named now.
 */
export async function resolveRunningSettings({
  flags,
  cwd,
  environment,
}: CommandContext): Promise<RunningSettings> {
  const own = await resolveSettings(flags, cwd, environment)
  const running = await findRunning(own.dataDir)
  if (!running?.state) return { settings: own, running }
  const { envFiles, embedded } = running.state
  const takesFiles = flags.envFile.length === 0 && envFiles.length > 0
  const settings = takesFiles
    ? await resolveSettings({ ...flags, envFile: envFiles, embedded }, cwd, environment)
    : own
  return {
    settings: { ...settings, dataDir: own.dataDir, ...addressOf(running.state, flags, settings) },
    running,
  }
}

/** What neither a flag nor a variable says is as it was started. */
function addressOf(state: RunState, flags: Flags, { values, ...settings }: Settings) {
  const isNamed = (flag: string | undefined, variable: string) => (flag ?? values[variable]) !== undefined
  return {
    host: isNamed(flags.host, 'KANSOKU_HOST') ? settings.host : (state.host ?? undefined),
    port: isNamed(flags.port, 'KANSOKU_PORT') ? settings.port : state.port,
    gatewayPort: isNamed(flags.gatewayPort, 'KANSOKU_GATEWAY_PORT')
      ? settings.gatewayPort
      : state.gatewayPort,
  }
}
