import { processesOf } from '@kansoku/test/kit/processes'
import { identity, startProduct } from '@kansoku/test/kit/product'
import { type Figure, milliseconds, times } from '../report.ts'
import { median, quantile } from '../statistics.ts'
import { type Asker, createAsker } from './asker.ts'
import { peakMegabytes } from './peak-memory.ts'
import { type AskedQuestion, questions } from './questions.ts'
import { type Seeded, seededFolder } from './seeded-folder.ts'

const runs = 7
const day = 86_400_000

/**
 * Asks the whole product over HTTP about a folder of so many observations, one question at a time; those whose name
 * holds `only`.
 */
export async function* benchReads(observations: number, only: string): AsyncGenerator<Figure> {
  const seeded = await seededFolder(observations)
  await using product = await startProduct({ dataDir: seeded.folder })
  const ask = await createAsker(product.serverUrl)
  for (const question of questions(await whatToAsk(ask, seeded))) {
    if (question.name.includes(only)) yield await measure(ask, question)
  }
  const [server = 0] = await processesOf(product.pid, 'server')
  yield { name: 'peak memory of the server', value: `${await peakMegabytes(server)} MB` }
}

async function measure(ask: Asker, { name, path, bar }: AskedQuestion): Promise<Figure> {
  const first = performance.now()
  await ask(path)
  const cold = performance.now() - first
  const samples: number[] = []
  for (let run = 0; run < runs; run++) {
    const started = performance.now()
    await ask(path)
    samples.push(performance.now() - started)
  }
  const middle = median(samples)
  return {
    name,
    value: `${milliseconds(middle)}, p90 ${milliseconds(quantile(samples, 0.9))}, the first time ${milliseconds(cold)}`,
    ratio: `${times(middle / bar)} of ${bar} ms${middle > bar ? ', OVER' : ''}`,
  }
}

/** A trace from the middle of the last week, with its session. */
async function whatToAsk(ask: Asker, { end }: Seeded) {
  const toTimestamp = new Date(end - 3.5 * day).toISOString()
  const page = (await ask(`/api/public/traces?limit=1&fields=core&toTimestamp=${toTimestamp}`)) as {
    data: { id: string; sessionId: string }[]
  }
  const [trace] = page.data
  if (!trace) throw new Error('The folder holds no trace of the last week.')
  return { projectId: identity.projectId, traceId: trace.id, sessionId: trace.sessionId, end }
}
