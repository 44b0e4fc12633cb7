import type { ConfigRefusal, GatewayModel } from '@kansoku/contracts/gateway'
import {
  addedSource,
  type ConfigWarning,
  checkConfig,
  describeWarning,
  type GatewayConfig,
} from '@kansoku/routing'
import { type GatewaySettings, SettingsError } from '../config.ts'
import type { Log } from '../log.ts'
import { loadOptions } from '../provider-ports.ts'
import { type Loaded, loadConfig } from './load-config.ts'
import { stateOf, watchFiles } from './watch-files.ts'

const lookEveryMs = 500

export interface ConfigStatus {
  /** When the config in use was read, ISO 8601. */
  readonly loadedAt: string
  /** While a newer file cannot be used. */
  readonly refusal?: ConfigRefusal
}

/** The config in use, and the way to a newer one. */
export interface LiveConfig extends Disposable {
  readonly current: () => Loaded['config']
  readonly warnings: readonly ConfigWarning[]
  readonly status: () => ConfigStatus
  /** What is wrong with a model that somebody wants to add; undefined for nothing. */
  faultOf(model: GatewayModel): string | undefined
  /** Reads the file again, changed or not. A file that cannot be used is told, and the old config stays. */
  reload(): void
  /**
   * Goes on with another file, another environment or both. Returns what is odd about them.
   * @throws {SettingsError} when they cannot be used; the old ones stay
   */
  use(settings: GatewaySettings): readonly ConfigWarning[]
  /** From here on a file that changes is read by itself. */
  follow(): void
}

interface LiveConfigOptions {
  readonly settings: GatewaySettings
  readonly demo: GatewayConfig | undefined
  /** Models of the database, as they are known now. */
  readonly added?: () => readonly GatewayModel[]
  readonly log: Log
  readonly now?: () => number
  /** Called when another config is in use. */
  readonly onChange?: () => void
}

/**
 * Loads the config. What is watched later are its files, included ones too.
 * @throws {SettingsError} when the first one cannot be used
 */
export function openLiveConfig({
  settings: first,
  demo,
  added = () => [],
  log,
  now = Date.now,
  onChange,
}: LiveConfigOptions): LiveConfig {
  let settings = first
  let read = new Map<string, string>()
  const load = () => {
    // Looked at before it is read: a change in between counts as one.
    const loaded = loadConfig(settings, {
      demo,
      added: added(),
      onFile: (file) => void read.set(file, stateOf(file)),
    })
    for (const warning of loaded.warnings) log.warn({ key: warning.key }, describeWarning(warning))
    return loaded
  }
  const { warnings, ...opened } = load()
  let { config } = opened
  const timestamp = () => new Date(now()).toISOString()
  let status: ConfigStatus = { loadedAt: timestamp() }
  /** @throws {SettingsError} after which the config before is still in use */
  const readAgain = () => {
    const before = read
    read = new Map()
    try {
      const previous = config
      const loaded = load()
      config = loaded.config
      explainDestination(settings, config, previous, log)
      status = { loadedAt: timestamp() }
      log.info({ models: config.deployments.length }, 'the config was read again and is in use')
      onChange?.()
      return loaded.warnings
    } catch (error) {
      read = new Map([...before, ...read])
      throw error
    }
  }
  const reload = () => {
    try {
      readAgain()
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error
      const { loadedAt, refusal } = status
      const faults = faultsToTell(settings, error)
      status = { loadedAt, refusal: { since: refusal?.since ?? timestamp(), faults } }
      for (const { place, message, remedy } of faults) {
        const where = place === null ? '' : `${place}: `
        log.error(`The config file cannot be used; the one before stays in use. ${where}${message} ${remedy}`)
      }
    }
  }
  const use = (next: GatewaySettings) => {
    const before = { settings, read }
    settings = next
    try {
      return readAgain()
    } catch (error) {
      ;({ settings, read } = before)
      throw error
    }
  }
  let watch: Disposable | undefined
  return {
    current: () => config,
    warnings,
    status: () => status,
    faultOf(model) {
      try {
        const { warnings } = loadConfig(settings, { added: [model] })
        return warnings.find(({ file }) => file === addedSource)?.message
      } catch (error) {
        if (!(error instanceof SettingsError)) throw error
        return `The config file cannot be used now, and the model would be read with it. ${error.message}`
      }
    },
    reload,
    use,
    follow() {
      watch ??= watchFiles({ read: () => read, everyMs: lookEveryMs, onChange: reload })
    },
    [Symbol.dispose]: () => watch?.[Symbol.dispose](),
  }
}

/** Calls wait meanwhile: each compilation of hundreds of models takes milliseconds. */
const mostCompilations = 12

/** What is wrong with the file, of which one fault kept it from being used. */
function faultsToTell(
  { configFile, environment }: GatewaySettings,
  { message, remedy }: SettingsError,
): ConfigRefusal['faults'] {
  const { errors } =
    configFile === undefined
      ? { errors: [] }
      : checkConfig(configFile, loadOptions(environment), mostCompilations)
  if (errors.length === 0) return [{ place: null, message, remedy }]
  return errors.map(({ file, line, message, remedy }) => ({
    place: line === undefined ? file : `${file}:${line}`,
    message,
    remedy,
  }))
}

function explainDestination(
  { langfuse }: GatewaySettings,
  config: GatewayConfig,
  previous: GatewayConfig,
  log: Log,
): void {
  if (langfuse === undefined || config.recording.langfuse === previous.recording.langfuse) return
  log.warn(
    'whether calls go to the Langfuse of LANGFUSE_HOST changes with the next start of the gateway only',
  )
}
