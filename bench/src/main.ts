import { benchGateway } from './gateway.ts'
import { benchIngestion } from './ingestion.ts'
import { benchMemory } from './memory.ts'
import { benchReadAfterWrite } from './read-after-write.ts'
import { benchReads } from './reads.ts'
import { printReport } from './report.ts'
import { benchScreen } from './screen.ts'

const benches = {
  gateway: { title: 'Gateway against a direct call', run: benchGateway },
  ingestion: { title: 'Ingestion against a plain insert of the same rows', run: benchIngestion },
  'read-after-write': { title: 'Acknowledged means readable', run: benchReadAfterWrite },
  reads: { title: 'Reads over a million observations of a week (median of 15)', run: benchReads },
  screen: { title: "From the model's last token to the row on the screen", run: benchScreen },
  memory: { title: 'Memory at rest after the demo (proportional set size)', run: benchMemory },
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !Object.hasOwn(benches, name))
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}. Known: ${Object.keys(benches).join(', ')}.`)
  process.exitCode = 1
} else {
  for (const [name, { title, run }] of Object.entries(benches)) {
    if (wanted.length === 0 || wanted.includes(name)) printReport(title, await run())
  }
}
