import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, open, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Spool, type SpoolProblem } from './spool.ts'
import type { SpoolReader } from './spool-reader.ts'

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kansoku-spool-'))
})
afterEach(() => rm(directory, { recursive: true, force: true }))

const limit = { records: 7, bytes: 4096 }

async function readAll(reader: SpoolReader): Promise<unknown[]> {
  const records: unknown[] = []
  for (let batch = await reader.next(limit); batch; batch = await reader.next(limit)) {
    records.push(...batch.records.map((record) => JSON.parse(record.toString()) as unknown))
    await reader.commit(batch.end)
  }
  return records
}

test('records come back once, in order, however large they are, over restarts', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.string({ maxLength: 20_000 }), { maxLength: 12 }), { maxLength: 4 }),
      async (runs) => {
        const folder = await mkdtemp(join(directory, 'run-'))
        const seen: unknown[] = []
        for (const records of runs) {
          await using spool = await Spool.open({ directory: folder, segmentBytes: 8192 })
          const reader = await spool.reader('server')
          await Promise.all(records.map((record) => spool.append([JSON.stringify(record)])))
          seen.push(...(await readAll(reader)))
        }
        expect(seen).toEqual(runs.flat())
        expect(
          (await readdir(folder)).filter((name) => name.endsWith('.segment')).length,
        ).toBeLessThanOrEqual(1)
      },
    ),
    { numRuns: 30 },
  )
})

test('what was not committed is read again by the next process, and each reader goes its own way', async () => {
  {
    await using spool = await Spool.open({ directory })
    const [a, b] = [await spool.reader('a'), await spool.reader('b')]
    await Promise.all(['1', '2', '3'].map((record) => spool.append([record])))
    expect(await readAll(a)).toEqual([1, 2, 3])
    expect((await b.next({ records: 2, bytes: 4096 }))?.records.map(String)).toEqual(['1', '2'])
  }
  await using spool = await Spool.open({ directory })
  const [a, b] = [await spool.reader('a'), await spool.reader('b')]
  await spool.append(['4'])
  expect(await readAll(a)).toEqual([4])
  expect(await readAll(b)).toEqual([1, 2, 3, 4])
})

test('a backlog of many batches comes back whole, in order', async () => {
  await using spool = await Spool.open({ directory })
  const reader = await spool.reader('server')
  const records = Array.from({ length: 12 }, (_, index) => `${index}${'x'.repeat(1 << 20)}`)
  for (const record of records) await spool.append([JSON.stringify(record)])
  expect(await readAll(reader)).toEqual(records)
})

test('a frame that a crash cut off is skipped and reported, and the records around it survive', async () => {
  const problems: SpoolProblem[] = []
  {
    await using spool = await Spool.open({ directory })
    await spool.append(['"before"'])
  }
  const [segment = ''] = await readdir(directory)
  await using file = await open(join(directory, segment), 'a')
  await file.write(Buffer.from([0, 0, 4, 0, 1, 2, 3, 4, 5]))
  await using spool = await Spool.open({ directory, onProblem: (problem) => problems.push(problem) })
  await spool.append(['"after"'])
  expect(await readAll(await spool.reader('server'))).toEqual(['before', 'after'])
  expect(problems).toEqual([{ kind: 'damaged', bytes: 9 }])
})

test('a full spool drops its oldest records and counts them', async () => {
  const problems: SpoolProblem[] = []
  await using spool = await Spool.open({
    directory,
    segmentBytes: 1000,
    maxBytes: 5000,
    onProblem: (problem) => problems.push(problem),
  })
  for (let index = 0; index < 100; index++) {
    await spool.append([JSON.stringify({ index, filler: 'x'.repeat(200) })])
  }
  const { dropped, written, lost } = spool.status()
  const kept = (await readAll(await spool.reader('server'))) as { index: number }[]
  expect([written, lost]).toEqual([100, 0])
  expect(kept.length).toBe(100 - dropped)
  expect(kept.at(-1)?.index).toBe(99)
  expect(problems.reduce((sum, problem) => sum + (problem.kind === 'dropped' ? problem.records : 0), 0)).toBe(
    dropped,
  )
})

test('a disk that takes no more is counted and reported, and does not hold up the call', async () => {
  const problems: SpoolProblem[] = []
  const spool = await Spool.open({
    directory: join(directory, 'gone'),
    segmentBytes: 0,
    onProblem: (p) => problems.push(p),
  })
  await spool.append(['"first"'])
  await rm(join(directory, 'gone'), { recursive: true })
  await spool.append(['"second"'])
  expect(spool.status()).toMatchObject({ written: 1, lost: 1 })
  expect(problems).toMatchObject([{ kind: 'write-failed', records: 1 }])
  await spool[Symbol.asyncDispose]()
})

test('kill -9 loses no record whose append had resolved', async () => {
  const script = `
    import { Spool } from ${JSON.stringify(join(import.meta.dirname, 'spool.ts'))}
    const spool = await Spool.open({ directory: ${JSON.stringify(directory)}, segmentBytes: 20_000 })
    for (let index = 0; ; index++) {
      await spool.append([JSON.stringify({ index, filler: 'x'.repeat(300) })])
      process.stdout.write(index + '\\n')
    }`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let acknowledged = -1
  child.stdout.on('data', (chunk: Buffer) => {
    acknowledged = Number(chunk.toString().trim().split('\n').at(-1))
    if (acknowledged > 500) child.kill('SIGKILL')
  })
  await once(child, 'close')
  await using spool = await Spool.open({ directory })
  const found = (await readAll(await spool.reader('server'))) as { index: number }[]
  expect(found.map((record) => record.index)).toEqual(found.map((_, index) => index))
  expect(found.length).toBeGreaterThan(acknowledged)
})
