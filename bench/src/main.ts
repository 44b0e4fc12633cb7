import { parseArgs } from 'node:util'
import { benchEverythingAtOnce } from './everything-at-once.ts'
import { benchExports } from './exports.ts'
import { benchBadKeys } from './gateway/bad-keys.ts'
import { benchGateway } from './gateway/bench-gateway.ts'
import { benchSoak } from './gateway/soak.ts'
import { benchIngestion } from './ingestion.ts'
import { benchMemory } from './memory.ts'
import { benchLargeTraces } from './pages/bench-large-traces.ts'
import { benchPages } from './pages/bench-pages.ts'
import { benchReadAfterWrite } from './read-after-write.ts'
import { benchReads } from './reads/bench-reads.ts'
import { seededFolder } from './reads/seeded-folder.ts'
import { printReport } from './report.ts'
import { benchScreen } from './screen.ts'

const {
  values: { seed, only, minutes },
  positionals: wanted,
} = parseArgs({
  allowPositionals: true,
  options: {
    /** Observations that `reads` asks about. Alone: fills the folder for later runs. */
    seed: { type: 'string' },
    /** Questions of `reads` whose name holds this text. */
    only: { type: 'string', default: '' },
    /** How long `soak` runs. */
    minutes: { type: 'string', default: '30' },
  },
})
const observations = Number(seed ?? 200_000)

const benches = {
  gateway: { title: 'Gateway beside a bare relay and Portkey', run: benchGateway },
  'bad-keys': { title: 'Good calls beside 3,000 random keys a second', run: benchBadKeys },
  soak: {
    title: `Memory of the gateway over ${minutes} minutes of load`,
    run: () => benchSoak(Number(minutes)),
  },
  ingestion: { title: 'Ingestion against a plain insert of the same rows', run: benchIngestion },
  'read-after-write': { title: 'Acknowledged means readable', run: benchReadAfterWrite },
  reads: {
    title: `Reads over HTTP, ${observations.toLocaleString('en')} observations of 90 days (median of 7)`,
    run: () => benchReads(observations, only),
  },
  pages: {
    title: `Pages in a browser, ${observations.toLocaleString('en')} observations of 90 days (median of 5)`,
    run: () => benchPages(observations),
  },
  'large-traces': { title: 'Large traces in a browser', run: benchLargeTraces },
  'everything-at-once': {
    title: 'Sending, reading back and dashboards at once',
    run: () => benchEverythingAtOnce(observations),
  },
  exports: {
    title: 'Exports of all observations of the seeded folder',
    run: () => benchExports(observations),
  },
  screen: { title: "From the model's last token to the row on the screen", run: benchScreen },
  memory: { title: 'Memory at rest after the demo (proportional set size)', run: benchMemory },
}

/** Too long to run unasked. */
const onlyByName = new Set(['soak'])

const unknown = wanted.filter((name) => !Object.hasOwn(benches, name))
if (unknown.length > 0 || !(observations > 0 && Number(minutes) > 0)) {
  console.error(
    `Usage: npm run bench -- [${Object.keys(benches).join(' | ')}] … [--seed <observations>] [--only <text>] [--minutes <number>]`,
  )
  process.exitCode = 1
} else if (seed !== undefined && wanted.length === 0) {
  console.log(`Ready: ${(await seededFolder(observations)).folder}`)
} else {
  for (const [name, { title, run }] of Object.entries(benches)) {
    if (wanted.includes(name) || (wanted.length === 0 && !onlyByName.has(name)))
      await printReport(title, await run())
  }
}
