import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { pythonOf, pythonSdks } from '../../../scripts/test/python-sdks.ts'
import { generations } from './generations.ts'

const openai = 'openai==2.8.1'

/** Installs each generation of the Python SDK from PyPI, for the tests that run it. */
for (const { id, language, packages, version } of generations) {
  if (language !== 'Python') continue
  const run = (program: string, args: readonly string[]) => {
    execFileSync(program, args, { stdio: 'inherit' })
  }
  run('python3', ['-m', 'venv', join(pythonSdks, id)])
  run(pythonOf(id), ['-m', 'pip', 'install', '--quiet', `${packages}==${version}`, openai])
}
