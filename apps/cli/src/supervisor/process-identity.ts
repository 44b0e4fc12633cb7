import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

/** A process that cannot be mistaken for a later one with the same number. */
export interface ProcessIdentity {
  readonly pid: number
  /** When the process began, in the machine's own terms; compared, never interpreted. */
  readonly began: string
}

const run = promisify(execFile)

/** The identity of a live process, or undefined when there is none (a zombie counts as none). */
export async function identify(pid: number): Promise<ProcessIdentity | undefined> {
  const began = process.platform === 'linux' ? await beganOnLinux(pid) : await beganByPs(pid)
  return began === undefined ? undefined : { pid, began }
}

export async function isRunning(identity: ProcessIdentity): Promise<boolean> {
  return (await identify(identity.pid))?.began === identity.began
}

/** The command line of a process, or an empty text. */
export async function commandOf(pid: number): Promise<string> {
  if (process.platform !== 'linux') return psField(pid, 'command').catch(() => '')
  const text = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  return text.split('\0').join(' ').trim()
}

async function beganOnLinux(pid: number): Promise<string | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
    // The second field is the program's name in parentheses and may itself hold spaces and parentheses.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '')
    return `${boot.trim()}/${fields[19]}`
  } catch {
    return undefined
  }
}

async function beganByPs(pid: number): Promise<string | undefined> {
  try {
    const state = await psField(pid, 'stat')
    return state.startsWith('Z') ? undefined : await psField(pid, 'lstart')
  } catch {
    return undefined
  }
}

async function psField(pid: number, field: string): Promise<string> {
  const { stdout } = await run('ps', ['-o', `${field}=`, '-p', String(pid)], {
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
  })
  return stdout.trim()
}
