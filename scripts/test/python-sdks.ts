import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Holds one virtual environment per generation of the Python SDK; `npm run python-sdks -w test` makes them. */
export const pythonSdks = resolve(
  process.env.KANSOKU_PYTHON_SDKS ??
    join(import.meta.dirname, '../../node_modules/.cache/kansoku-python-sdks'),
)

export function pythonOf(generation: string): string {
  return join(pythonSdks, generation, 'bin/python')
}

export function hasPythonSdks(): boolean {
  return existsSync(pythonSdks)
}
