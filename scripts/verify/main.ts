import { type Check, runTool } from './check.ts'
import { fileSizes } from './file-sizes.ts'
import { generatedFiles } from './generated-files.ts'
import { importEdges } from './import-edges.ts'
import { lockfileIsWhole } from './lockfile.ts'
import { unusedCode } from './unused-code.ts'

/** A second run looks only at what has changed; an installation of packages forgets what is known. */
const types = (project: string, cache: string) => () =>
  runTool('node_modules/ts7/bin/tsc', [
    ...['-p', project, '--incremental', '--tsBuildInfoFile', `node_modules/.cache/${cache}.tsbuildinfo`],
  ])

const checks: readonly Check[] = [
  {
    name: 'format and lint',
    run: () => runTool('node_modules/@biomejs/biome/bin/biome', ['ci', '--colors=off']),
  },
  { name: 'types', run: types('tsconfig.json', 'root') },
  { name: 'types of the web UI', run: types('apps/web/tsconfig.json', 'web') },
  importEdges,
  fileSizes,
  lockfileIsWhole,
  generatedFiles,
  unusedCode,
]

const results = await Promise.all(
  checks.map(async ({ name, run }) => {
    const started = performance.now()
    const { ok, output } = await run()
    console.log(`${ok ? '✓' : '✗'} ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`)
    if (!ok) console.log(output.trim().replace(/^/gm, '    '))
    return ok
  }),
)
process.exitCode = results.every(Boolean) ? 0 : 1
