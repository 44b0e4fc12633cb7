import { execFileSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import {
  environmentOfExample,
  pythonExamples,
  pythonOfExample,
} from '../../../scripts/test/python-examples.ts'

const examples = resolve(import.meta.dirname, '../../../examples')
/** All of them, or those that are named: `npm run python-examples -w test -- langchain`. */
const wanted = process.argv.slice(2)

/** Installs what the examples in Python need from PyPI, for the tests that run them; MLflow alone takes 900 MB. */
for (const folder of pythonExamples()) {
  if (wanted.length > 0 && !wanted.includes(folder)) continue
  const run = (program: string, args: readonly string[]) => {
    execFileSync(program, args, { stdio: 'inherit' })
  }
  run('python3', ['-m', 'venv', environmentOfExample(folder)])
  run(pythonOfExample(folder), [
    ...['-m', 'pip', 'install', '--quiet', '--requirement'],
    join(examples, folder, 'requirements.txt'),
  ])
}
