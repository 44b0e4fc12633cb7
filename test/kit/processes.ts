import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

const patterns = {
  server: /apps\/server\/src\/main/,
  gateway: /apps\/gateway\/src\/main/,
  /** The postmaster, not its workers. */
  postgres: /postgres\S* .*-D /,
}

/** Process ids below a supervisor: all of them, or those that play one part. */
export async function processesOf(supervisor: number, part?: keyof typeof patterns): Promise<number[]> {
  const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid=,args='])
  const rows = stdout.split('\n').flatMap((line) => {
    const match = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line)
    return match ? [{ pid: Number(match[1]), parent: Number(match[2]), command: match[3] ?? '' }] : []
  })
  const below = new Set([supervisor])
  for (let grown = true; grown; ) {
    const before = below.size
    for (const row of rows) if (below.has(row.parent)) below.add(row.pid)
    grown = below.size > before
  }
  below.delete(supervisor)
  return rows
    .filter((row) => below.has(row.pid) && (!part || isPart(row.command, part)))
    .map((row) => row.pid)
}

/** A shell that guards a process names it in its own arguments too; it is not the process. */
function isPart(command: string, part: keyof typeof patterns): boolean {
  return patterns[part].test(command) && !/^(\/bin\/)?sh /.test(command)
}

/** Command lines of all processes that name the folder in their arguments or their environment: what is left on it. */
export async function processesOn(folder: string): Promise<string[]> {
  if (process.platform !== 'linux') {
    const { stdout } = await run('ps', ['-AEww', '-o', 'pid=,args='])
    return stdout.split('\n').filter((line) => line.includes(folder))
  }
  const found = (await readdir('/proc')).map(async (pid) => {
    if (!/^\d+$/.test(pid)) return []
    const read = (name: string) => readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '')
    const [command, environment] = [await read('cmdline'), await read('environ')]
    return `${command}${environment}`.includes(folder)
      ? [`${pid} ${command.replaceAll('\0', ' ').trim()}`]
      : []
  })
  return (await Promise.all(found)).flat()
}
