import { statfs } from 'node:fs/promises'
import type { Terminal } from '../../terminal.ts'

const lowBytes = 1024 ** 3
const everyMs = 60_000

/** Warns when the disk of the data folder is nearly full, at once and each time that it becomes so again. */
export async function watchDisk(terminal: Terminal, folder: string): Promise<Disposable> {
  let low = false
  const look = async () => {
    const { bavail, bsize } = await statfs(folder)
    const free = bavail * bsize
    if (free < lowBytes && !low) {
      terminal.warn('start.disk.low', { folder, megabytes: Math.floor(free / 1024 ** 2) })
    }
    low = free < lowBytes
  }
  await look()
  const timer = setInterval(() => void look().catch(() => {}), everyMs)
  timer.unref()
  return { [Symbol.dispose]: () => clearInterval(timer) }
}
