import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Bytes of finished calls that the gateway still has to deliver: what lies in the spools of its workers behind the slowest
 * reader's position. Undefined when there is no spool, or this user may not read it.
 */
export async function spoolBacklog(dataDir: string): Promise<number | undefined> {
  const parent = join(dataDir, 'gateway')
  const names = await readdir(parent).catch(() => [])
  const spools = names.filter((name) => /^spool(-\d+)?$/.test(name))
  const sizes = await Promise.all(spools.map((name) => backlogIn(join(parent, name))))
  const known = sizes.filter((size) => size !== undefined)
  return known.length === 0 ? undefined : known.reduce((sum, size) => sum + size, 0)
}

async function backlogIn(folder: string): Promise<number | undefined> {
  try {
    const names = await readdir(folder)
    const segments = await Promise.all(
      names
        .filter((name) => name.endsWith('.segment'))
        .map(async (name) => ({
          number: Number.parseInt(name, 10),
          size: (await stat(join(folder, name))).size,
        })),
    )
    const cursors = await Promise.all(
      names
        .filter((name) => name.endsWith('.cursor'))
        .map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')) as Cursor),
    )
    const behind = ({ segment, offset }: Cursor) =>
      segments.reduce((sum, { number, size }) => {
        if (number < segment) return sum
        return sum + (number === segment ? Math.max(0, size - offset) : size)
      }, 0)
    return cursors.length === 0 ? behind({ segment: 0, offset: 0 }) : Math.max(...cursors.map(behind))
  } catch {
    return undefined
  }
}

interface Cursor {
  readonly segment: number
  readonly offset: number
}
