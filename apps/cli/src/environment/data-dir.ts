import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Environment } from './layers.ts'

interface Machine {
  readonly platform: NodeJS.Platform
  readonly uid: number | undefined
  readonly home: string
}

/** Where all data lies: `KANSOKU_DATA_DIR`, else a folder of the system for root and of the user for others. */
export function resolveDataDir(values: Environment, cwd: string, machine = thisMachine()): string {
  if (values.KANSOKU_DATA_DIR) return resolve(cwd, values.KANSOKU_DATA_DIR)
  if (machine.uid === 0) return '/var/lib/kansoku'
  if (machine.platform === 'darwin') return join(machine.home, 'Library/Application Support/kansoku')
  const dataHome = values.XDG_DATA_HOME?.startsWith('/')
    ? values.XDG_DATA_HOME
    : join(machine.home, '.local/share')
  return join(dataHome, 'kansoku')
}

function thisMachine(): Machine {
  return { platform: process.platform, uid: process.getuid?.(), home: homedir() }
}
