import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'

const examples = resolve(import.meta.dirname, '../../examples')

/** Runs a program of `examples/` to its end, and throws with all that it said unless it succeeds. Answers its output. */
export async function runExample(
  file: string,
  env: Readonly<Record<string, string>>,
  program = process.execPath,
): Promise<string> {
  const child = spawn(program, [join(examples, file)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // Bounds a hang: it would outlive the test.
    timeout: 100_000,
    env: { PATH: process.env.PATH, PYTHONDONTWRITEBYTECODE: '1', PYTHONUTF8: '1', ...env },
  })
  const out: Buffer[] = []
  const err: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk))
  const [code] = (await once(child, 'close')) as [number | null]
  const output = Buffer.concat(out).toString('utf8')
  if (code !== 0)
    throw new Error(`${file} ended with ${code}:\n${output}\n${Buffer.concat(err).toString('utf8')}`)
  return output
}
