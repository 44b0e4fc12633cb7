import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Outcome {
  readonly passed: number
  readonly failed: number
  /** Full names of the tests that did not run. */
  readonly skipped: readonly string[]
}

interface Report {
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[]
  }[]
}

/** Runs one project of the test suite; its output goes to the terminal, its counts come from the report. */
export async function runVitest(args: readonly string[]): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), 'kansoku-report-'))
  const file = join(folder, 'report.json')
  try {
    const child = spawn(
      process.execPath,
      [
        ...['node_modules/vitest/vitest.mjs', 'run', ...args],
        ...['--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
      ],
      // No test may ask this machine's cloud for credentials.
      { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, AWS_EC2_METADATA_DISABLED: 'true' } },
    )
    const [code] = (await once(child, 'close')) as [number | null]
    const outcome = count(JSON.parse(await readFile(file, 'utf8')) as Report)
    // An error outside of any test fails the run without failing a test.
    return code !== 0 && outcome.failed === 0 ? { ...outcome, failed: 1 } : outcome
  } catch (error) {
    console.error(error)
    return { passed: 0, failed: 1, skipped: [] }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function count({ testResults }: Report): Outcome {
  const tests = testResults.flatMap((file) => file.assertionResults)
  const brokenFiles = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  )
  return {
    passed: tests.filter(({ status }) => status === 'passed').length,
    failed: tests.filter(({ status }) => status === 'failed').length + brokenFiles.length,
    skipped: tests
      .filter(({ status }) => status !== 'passed' && status !== 'failed')
      .map(({ fullName }) => fullName),
  }
}
