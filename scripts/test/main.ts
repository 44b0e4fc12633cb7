import { spawnSync } from 'node:child_process'
import { ensureChromium } from './chromium.ts'
import { reasonToSkip } from './expected-skips.ts'
import { type Outcome, runVitest } from './vitest-run.ts'

/**
 * `npm test`: verify, then all tests. With arguments (`npm test -- apps/cli`) only the tests that they select. Ends with
 * a line of counts.
 */
const selection = process.argv.slice(2)
if (selection.length === 0 && !verifies()) process.exitCode = 1
else process.exitCode = await test(selection)

function verifies(): boolean {
  return spawnSync(process.execPath, ['scripts/verify/main.ts'], { stdio: 'inherit' }).status === 0
}

async function test(args: readonly string[]): Promise<number> {
  try {
    process.env.CHROMIUM_PATH = await ensureChromium()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return 1
  }
  const outcomes: Outcome[] = []
  // One after the other: the system tests start whole products, for which others would leave too little.
  for (const project of ['unit', 'system']) {
    outcomes.push(await runVitest(['--project', project, '--passWithNoTests', ...args]))
  }
  return report(outcomes)
}

function report(outcomes: readonly Outcome[]): number {
  const sum = (pick: (outcome: Outcome) => number) => outcomes.reduce((total, one) => total + pick(one), 0)
  const skipped = outcomes.flatMap((outcome) => outcome.skipped)
  const unexpected = skipped.filter((name) => reasonToSkip(name) === undefined)
  for (const name of skipped) {
    const reason = reasonToSkip(name)
    console.log(`not run${reason ? ` (${reason})` : ', without a reason in expected-skips.ts'}: ${name}`)
  }
  const passed = sum((outcome) => outcome.passed)
  const failed = sum((outcome) => outcome.failed) + unexpected.length
  const left = skipped.length - unexpected.length
  console.log(`\n${passed} passed, ${failed} failed${left > 0 ? `, ${left} skipped` : ''}`)
  if (passed === 0) console.log('No test was run.')
  return failed === 0 && passed > 0 ? 0 : 1
}
