import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A terminal in which commands follow one another: variables and the folder stay. */
export interface Shell extends AsyncDisposable {
  /** All that the commands print. Throws when one of them fails. */
  run(commands: string): Promise<string>
}

export interface ShellOptions {
  readonly cwd: string
  readonly env: NodeJS.ProcessEnv
}

export async function openShell({ cwd, env }: ShellOptions): Promise<Shell> {
  const folder = await mkdtemp(join(tmpdir(), 'kansoku-shell-'))
  const bash = spawn('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail'], { cwd, env, stdio: 'pipe' })
  let printed = ''
  let heard = () => {}
  const hear = (chunk: Buffer | string) => {
    printed += chunk
    heard()
  }
  bash.stdout.setEncoding('utf8').on('data', hear)
  bash.stderr.setEncoding('utf8').on('data', hear)
  bash.once('close', () => hear(''))

  async function run(commands: string): Promise<string> {
    const mark = `-- ${randomUUID()} --`
    const script = join(folder, 'commands.sh')
    await writeFile(script, `${commands}\n`)
    printed = ''
    bash.stdin.write(`. ${script} </dev/null\necho; echo '${mark}'\n`)
    while (!printed.includes(mark)) {
      if (bash.exitCode !== null || bash.signalCode !== null)
        throw new Error(`failed (${bash.exitCode ?? bash.signalCode}):\n${commands}\n${printed}`)
      await new Promise<void>((resolve) => {
        heard = resolve
      })
    }
    return printed.slice(0, printed.indexOf(mark)).trimEnd()
  }

  return {
    run,
    async [Symbol.asyncDispose]() {
      if (bash.exitCode === null && bash.signalCode === null) {
        bash.stdin.end()
        await once(bash, 'close')
      }
      await rm(folder, { recursive: true, force: true })
    },
  }
}
