import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { GatewaySettings } from '../config.ts'

type Place = Pick<GatewaySettings, 'dataDir' | 'workers' | 'worker'>

/** Each worker of a gateway writes to a spool of its own: `spool`, `spool-1`, `spool-2` … */
export function spoolFolder({ dataDir, worker }: Place): string {
  return join(dataDir, 'gateway', worker === 0 ? 'spool' : `spool-${worker}`)
}

/** Spools of workers that a gateway with fewer of them does not have any more. */
export async function leftSpoolFolders({ dataDir, workers }: Place): Promise<string[]> {
  const folder = join(dataDir, 'gateway')
  const names = await readdir(folder).catch(() => [])
  return names
    .filter((name) => Number(/^spool-(\d+)$/.exec(name)?.[1] ?? 0) >= workers)
    .map((name) => join(folder, name))
}
