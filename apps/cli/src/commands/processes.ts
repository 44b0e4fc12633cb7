import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

/** Memory of a process and all below it, in bytes. */
export interface Memory {
  readonly bytes: number
  /** Proportional set size counts shared pages once; resident size is what macOS and foreign processes give. */
  readonly kind: 'pss' | 'rss'
}

/** Undefined when the process is gone or the platform does not tell. */
export async function memoryOf(
  pid: number,
  reach: 'alone' | 'with-descendants',
): Promise<Memory | undefined> {
  return process.platform === 'linux' ? memoryOnLinux(pid, reach) : memoryByPs(pid, reach)
}

type Reach = Parameters<typeof memoryOf>[1]

async function memoryOnLinux(root: number, reach: Reach): Promise<Memory | undefined> {
  const parents = new Map<number, number>()
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry)) continue
    const stat = await readFile(`/proc/${entry}/stat`, 'utf8').catch(() => '')
    parents.set(Number(entry), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]))
  }
  let bytes = 0
  let kind: Memory['kind'] = 'pss'
  for (const pid of reach === 'alone' ? [root] : treeOf(root, parents)) {
    const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
    const pss = /^Pss:\s+(\d+) kB/m.exec(rollup)?.[1]
    if (pss === undefined) kind = 'rss'
    const kilobytes = pss ?? /^VmRSS:\s+(\d+) kB/m.exec(await readStatus(pid))?.[1] ?? 0
    bytes += Number(kilobytes) * 1024
  }
  return bytes === 0 ? undefined : { bytes, kind }
}

function readStatus(pid: number): Promise<string> {
  return readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
}

async function memoryByPs(root: number, reach: Reach): Promise<Memory | undefined> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,rss='])
  const rows = stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
  const parents = new Map(rows.map(([pid = 0, parent = 0]) => [pid, parent]))
  const tree = reach === 'alone' ? new Set([root]) : treeOf(root, parents)
  const bytes = rows.reduce((sum, [pid = 0, , rss = 0]) => (tree.has(pid) ? sum + rss * 1024 : sum), 0)
  return bytes === 0 ? undefined : { bytes, kind: 'rss' }
}

function treeOf(root: number, parents: ReadonlyMap<number, number>): Set<number> {
  const tree = new Set([root])
  for (let before = 0; before < tree.size; ) {
    before = tree.size
    for (const [pid, parent] of parents) if (tree.has(parent)) tree.add(pid)
  }
  return tree
}
