import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import type { Check } from './check.ts'

const stopSign = 400
/** Files whose length is not a matter of design. */
const exempt = /(^|\/)(generated|fixtures|locales|messages|data)\/|\.d\.ts$/

/** A source file past 400 lines does too much. */
export const fileSizes: Check = {
  name: 'file sizes',
  async run() {
    const { stdout } = await promisify(execFile)('git', [
      'ls-files',
      '-co',
      '--exclude-standard',
      '*.ts',
      '*.tsx',
      '*.js',
      '*.css',
    ])
    const paths = stdout.split('\n').filter((path) => path !== '' && !exempt.test(path))
    const sizes = await Promise.all(paths.map(async (path) => ({ path, lines: await countLines(path) })))
    const long = sizes.filter(({ lines }) => lines > stopSign)
    return {
      ok: long.length === 0 && paths.length > 0,
      output: long.map(({ path, lines }) => `${path}: ${lines} lines, at most ${stopSign}`).join('\n'),
    }
  },
}

async function countLines(path: string): Promise<number> {
  const text = await readFile(path, 'utf8').catch(() => '')
  return text.split('\n').length - 1
}
