import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Check, runTool } from './check.ts'

/** Files that a program writes and that are committed all the same. */
interface Generated {
  readonly name: string
  /** The folder that holds nothing else. */
  readonly folder: string
  /** What to run, and where; add a line here for each new generator. */
  readonly script: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly howTo: string
}

const generators: readonly Generated[] = [
  {
    name: 'OTLP decoder',
    folder: 'packages/ingest/src/decode/generated',
    script: 'packages/ingest/scripts/generate-otlp.ts',
    args: [],
    cwd: '.',
    howTo: 'node packages/ingest/scripts/generate-otlp.ts',
  },
  {
    name: 'OpenAPI document and Postman collection',
    folder: 'packages/contracts/generated',
    script: 'packages/contracts/scripts/generate-openapi.ts',
    args: [],
    cwd: '.',
    howTo: 'npm run openapi -w packages/contracts',
  },
  {
    name: 'migrations of the metadata store',
    folder: 'packages/storage/src/metadata/migrations',
    script: 'node_modules/drizzle-kit/bin.cjs',
    args: ['generate'],
    cwd: 'packages/storage',
    howTo: 'npm run metadata:generate -w packages/storage',
  },
]

/** Generates everything once more; what is committed must come out. The tree is left as it was. */
export const generatedFiles: Check = {
  name: 'generated files',
  async run() {
    const stale = await Promise.all(generators.map(findStale))
    return { ok: stale.every((text) => text === ''), output: stale.filter(Boolean).join('\n') }
  },
}

async function findStale({ name, folder, script, args, cwd, howTo }: Generated): Promise<string> {
  const before = await readFolder(folder)
  const { ok, output } = await runTool(join(process.cwd(), script), args, cwd)
  const after = await readFolder(folder)
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
    (path) => !before.get(path)?.equals(after.get(path) ?? Buffer.alloc(0)),
  )
  for (const path of changed) {
    const content = before.get(path)
    if (content) await writeFile(path, content)
    else await rm(path)
  }
  if (!ok) return `${name} could not be generated:\n${output}`
  return changed.length === 0 ? '' : `${name}: ${changed.join(', ')} is out of date. Run: ${howTo}`
}

async function readFolder(folder: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return new Map(await Promise.all(paths.map(async (path) => [path, await readFile(path)] as const)))
}
