import { spawn } from 'node:child_process'

export interface CheckResult {
  readonly ok: boolean
  readonly output: string
}

/** One thing that `npm run verify` looks at. */
export interface Check {
  readonly name: string
  run(): Promise<CheckResult>
}

/** Runs a tool of the project under the pinned Node and takes its exit code for the verdict. */
export function runTool(script: string, args: readonly string[], cwd = '.'): Promise<CheckResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
    const chunks: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.on('error', reject)
    child.on('close', (code) => resolve({ ok: code === 0, output: Buffer.concat(chunks).toString('utf8') }))
  })
}
