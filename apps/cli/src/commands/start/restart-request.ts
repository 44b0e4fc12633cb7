import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type ProgramName, runPaths, type Supervisor } from '../../supervisor/supervisor.ts'
import type { Terminal } from '../../terminal.ts'

export const programNames: readonly ProgramName[] = ['gateway', 'server']

/** The wish of `kansoku restart` lies in a file; SIGUSR2 tells the supervisor to look. */
export async function requestRestart(
  dataDir: string,
  supervisor: number,
  names: readonly ProgramName[],
): Promise<void> {
  await writeFile(requestPath(dataDir), JSON.stringify(names), { mode: 0o600 })
  process.kill(supervisor, 'SIGUSR2')
}

/** Requests that come before the first start is done wait for it. */
export function listenForRestart(
  terminal: Terminal,
  supervisor: Supervisor,
  dataDir: string,
  started: Promise<void>,
) {
  let queue = started
  const onRequest = () => {
    queue = queue.then(async () => {
      let names = programNames
      try {
        names = await takeRequest(dataDir)
        terminal.say('restart.restarting', { names: names.join(', ') })
        await supervisor.restart(names)
        terminal.say('restart.done', { names: names.join(', ') })
      } catch {
        terminal.fail('restart.failed', { names: names.join(', ') })
      }
    })
    // A start that failed says so itself; a wish that came meanwhile is void.
    queue.catch(() => undefined)
  }
  process.on('SIGUSR2', onRequest)
  return { dispose: () => process.off('SIGUSR2', onRequest) }
}

async function takeRequest(dataDir: string): Promise<readonly ProgramName[]> {
  const path = requestPath(dataDir)
  const text = await readFile(path, 'utf8').catch(() => '')
  await rm(path, { force: true })
  const asked = text.match(/\w+/g) ?? []
  const names = programNames.filter((name) => asked.some((word) => word === name))
  return names.length > 0 ? names : programNames
}

function requestPath(dataDir: string): string {
  return join(runPaths(dataDir).run, 'restart.json')
}
