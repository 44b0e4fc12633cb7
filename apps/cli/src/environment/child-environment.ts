import { localUrl } from './addresses.ts'
import type { Environment } from './layers.ts'
import type { Settings } from './settings.ts'

export interface ChildInputs {
  readonly settings: Settings
  readonly secrets: Environment
  readonly configFile: string | undefined
  /** The private Postgres, when it runs. */
  readonly privateDatabaseUrl: string | undefined
}

/** The one environment that server and gateway read: what the user set, completed. */
export function childEnvironment(inputs: ChildInputs): Environment {
  const { settings, secrets, configFile, privateDatabaseUrl } = inputs
  const own: Record<string, string | undefined> = {
    KANSOKU_DATA_DIR: settings.dataDir,
    KANSOKU_HOST: settings.host,
    KANSOKU_PORT: String(settings.port),
    KANSOKU_GATEWAY_PORT: String(settings.gatewayPort),
    KANSOKU_SERVER_URL: settings.values.KANSOKU_SERVER_URL ?? localUrl(settings.host, settings.port),
    KANSOKU_EMBEDDED: settings.embedded ? '1' : undefined,
    KANSOKU_CONFIG: configFile,
    ...(privateDatabaseUrl === undefined ? {} : { DATABASE_URL: privateDatabaseUrl }),
  }
  const set = Object.entries({ ...secrets, ...settings.values, ...own }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  return Object.fromEntries(set.filter(([name]) => !namesOfNpm.test(name)))
}

/** What npm tells its scripts is not meant for the processes of the product. */
const namesOfNpm = /^(npm_|INIT_CWD$)/
