import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Bytes of finished calls that the gateway still has to deliver: what lies in its spool behind the slowest reader's
 * position. Undefined when there is no spool, or this user may not read it.
 */
export async function spoolBacklog(dataDir: string): Promise<number | undefined> {
  const folder = join(dataDir, 'gateway/spool')
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
