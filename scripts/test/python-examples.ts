import { existsSync, globSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

const root = join(import.meta.dirname, '../..')

/** Holds a virtual environment for each example in Python; `npm run python-examples -w test` makes them. */
const environments = resolve(
  process.env.KANSOKU_PYTHON_EXAMPLES ?? join(root, 'node_modules/.cache/kansoku-python-examples'),
)

/** Folders below `examples/` that have programs in Python: those with a `requirements.txt`. */
export function pythonExamples(): readonly string[] {
  return globSync('**/requirements.txt', { cwd: join(root, 'examples') })
    .map(dirname)
    .filter((folder) => !folder.includes('node_modules'))
    .toSorted()
}

export function environmentOfExample(folder: string): string {
  return join(environments, folder.replaceAll('/', '-'))
}

export function pythonOfExample(folder: string): string {
  return join(environmentOfExample(folder), 'bin/python')
}

export function hasPythonExamples(folder: string): boolean {
  return existsSync(pythonOfExample(folder))
}
