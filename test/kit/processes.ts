import { execFile } from 'node:child_process'
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
