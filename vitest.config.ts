import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * Minutes long, though their files are short: begun last, each would keep one processor busy after all others ended. In this
 * order, the longest first.
 */
const longest = [
  'visual/pages.test.ts',
  'docs/walks.test.ts',
  'e2e/trace-detail.test.ts',
  'e2e/first-light.test.ts',
  'conformance/questions-over-http.test.ts',
  'e2e/settings-pages.test.ts',
  'e2e/gateway-pages.test.ts',
  'deploy/start-combinations.test.ts',
  'e2e/dashboards.test.ts',
  'faults/export-kill.test.ts',
  'e2e/selection.test.ts',
]

/** Vitest's own order is by size of file where no earlier run is known, as in a clean clone. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const known = longest.findIndex((path) => moduleId.endsWith(`/test/${path}`))
      return known === -1 ? longest.length : known
    }
    return (await super.sort(files)).toSorted((one, other) => place(one) - place(other))
  }
}

/** What is waited for has a bound, as every test has. The default, a second, would assert how fast a busy machine is. */
const waits = { poll: { timeout: 20_000 } }

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{apps,packages,sdks,scripts}/**/*.test.{ts,tsx}'],
          environment: 'node',
          expect: waits,
          // Bounds a hang; a machine that builds something else at the same time is no failure.
          testTimeout: 30_000,
          hookTimeout: 30_000,
          // The default leaves one processor idle: of two, half.
          maxWorkers: '100%',
          // Files share their modules: to load the same ones for each of four hundred took a quarter of the time.
          isolate: false,
        },
      },
      {
        test: {
          name: 'system',
          include: ['test/**/*.test.ts'],
          environment: 'node',
          expect: waits,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // Each starts whole products, which wait for processes and disks a third of the time.
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
