import { type Check, runTool } from './check.ts'

/** The directions of imports in `.dependency-cruiser.cjs`. A run that saw no modules proves nothing and fails. */
export const importEdges: Check = {
  name: 'import directions and cycles',
  async run() {
    const args = [
      'apps',
      'packages',
      'sdks',
      'examples',
      'test',
      'bench',
      'scripts',
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'json',
    ]
    const { output } = await runTool('node_modules/dependency-cruiser/bin/dependency-cruiser.mjs', args)
    const summary = readSummary(output)
    if (!summary) return { ok: false, output }
    const violations = summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)
    const blind = summary.totalCruised < 100 ? [`only ${summary.totalCruised} modules were seen`] : []
    return { ok: violations.length + blind.length === 0, output: [...violations, ...blind].join('\n') }
  },
}

interface Summary {
  readonly totalCruised: number
  readonly violations: readonly {
    readonly rule: { readonly name: string }
    readonly from: string
    readonly to: string
  }[]
}

function readSummary(output: string): Summary | undefined {
  try {
    return (JSON.parse(output) as { summary: Summary }).summary
  } catch {
    return undefined
  }
}
