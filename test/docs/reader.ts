import { until } from '../kit/until.ts'
import type { Machine } from './machine.ts'
import { openShell, type Shell } from './shell.ts'
import { openTerminal, type Terminal } from './terminal.ts'

/** Somebody with a shell and one more terminal, for what stays. */
export interface Reader extends AsyncDisposable {
  run(commands: string): Promise<string>
  start(commands: string): Promise<string>
}

interface ReaderOptions {
  /** How long a start may take, which may install and build first. */
  readonly startSeconds?: number
}

export async function startReader(
  machine: Machine,
  { startSeconds = 120 }: ReaderOptions = {},
): Promise<Reader> {
  const shell: Shell = await openShell(machine)
  let terminal: Terminal | undefined
  return {
    run: (commands) => shell.run(machine.localize(commands)),
    async start(commands) {
      await terminal?.[Symbol.asyncDispose]()
      const opened = openTerminal(machine.localize(commands), machine)
      terminal = opened
      await until(() => serves(machine, opened), { seconds: startSeconds, describe: opened.printed })
      return opened.printed()
    },
    async [Symbol.asyncDispose]() {
      await terminal?.[Symbol.asyncDispose]()
      await shell[Symbol.asyncDispose]()
    },
  }
}

async function serves({ serverUrl, gatewayUrl }: Machine, terminal: Terminal): Promise<boolean> {
  if (terminal.hasEnded()) throw new Error(`the start ended:\n${terminal.printed()}`)
  const answers = (url: string) =>
    fetch(url).then(
      (answer) => answer.ok,
      () => false,
    )
  const both = [answers(`${serverUrl}/api/public/ready`), answers(`${gatewayUrl}/health/readiness`)]
  return (await Promise.all(both)).every(Boolean) && terminal.printed().includes('Ctrl-C')
}
