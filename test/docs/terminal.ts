import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { ShellOptions } from './shell.ts'

/** A terminal with a program that stays; it ends as with Ctrl-C. */
export interface Terminal extends AsyncDisposable {
  printed(): string
  hasEnded(): boolean
}

export function openTerminal(commands: string, { cwd, env }: ShellOptions): Terminal {
  const bash = spawn('bash', ['--noprofile', '--norc', '-e', '-c', commands], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  let printed = ''
  const hear = (chunk: string) => {
    printed += chunk
  }
  bash.stdout.setEncoding('utf8').on('data', hear)
  bash.stderr.setEncoding('utf8').on('data', hear)
  const hasEnded = () => bash.exitCode !== null || bash.signalCode !== null
  return { printed: () => printed, hasEnded, [Symbol.asyncDispose]: () => interrupt(bash, hasEnded) }
}

/** To the whole group, as a terminal does. */
async function interrupt(child: ChildProcess, hasEnded: () => boolean): Promise<void> {
  if (hasEnded() || child.pid === undefined) return
  const closed = once(child, 'close')
  process.kill(-child.pid, 'SIGINT')
  await closed
}
