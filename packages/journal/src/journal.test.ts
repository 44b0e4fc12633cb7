import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFile, mkdtemp, open, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { frameHeaderBytes } from './frame.ts'
import { Journal, type JournalRecord } from './journal.ts'
import { SegmentWriter } from './segment-writer.ts'

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kansoku-journal-'))
})
afterEach(() => rm(directory, { recursive: true, force: true }))

const segments = async (folder = directory) => (await readdir(folder)).length

async function replayed(journal: Journal): Promise<{ text: string; record: JournalRecord }[]> {
  const records = await Array.fromAsync(journal.replay())
  return records.map((record) => ({ text: record.payload.toString(), record }))
}

test('what is not released is there at the next start, in order, whatever was released before it', async () => {
  const runs = fc.array(
    fc.array(fc.record({ text: fc.string({ maxLength: 3000 }), isReleased: fc.boolean() }), {
      maxLength: 15,
    }),
    { minLength: 1, maxLength: 4 },
  )
  await fc.assert(
    fc.asyncProperty(runs, async (runs) => {
      const folder = await mkdtemp(join(directory, 'run-'))
      const held: string[] = []
      let number = 0
      for (const records of runs) {
        await using journal = await Journal.open({ directory: folder, segmentBytes: 4000 })
        const found = (await replayed(journal)).map(({ text }) => text)
        // Those of a segment that still holds others come again, at most.
        expect(found.filter((text) => held.includes(text))).toEqual(held)
        for (const { text: end, isReleased } of records) {
          const text = `${number++} ${end}`
          const { release } = await journal.append(Buffer.from(text))
          if (isReleased) await release()
          else held.push(text)
        }
      }
      await using journal = await Journal.open({ directory: folder })
      for (const { record } of await replayed(journal)) await record.release()
      expect(await segments(folder)).toBe(1)
    }),
    { numRuns: 25 },
  )
})

test('a journal whose records are all released leaves no file', async () => {
  const journal = await Journal.open({ directory, segmentBytes: 100 })
  const records = await Promise.all(
    ['a', 'b', 'c'.repeat(200), 'd'].map((text) => journal.append(Buffer.from(text))),
  )
  for (const { release } of records) await release()
  await journal[Symbol.asyncDispose]()
  expect(await segments()).toBe(0)
})

test('a record that a crash cut off was never acknowledged: it is told, and the others are read', async () => {
  const journal = await Journal.open({ directory })
  await journal.append(Buffer.from('whole'))
  await journal[Symbol.asyncDispose]()
  const [name = ''] = await readdir(directory)
  await appendFile(join(directory, name), Buffer.from([0, 0, 0, 9, 1, 2, 3, 4, 5]))
  const damage: number[] = []
  await using again = await Journal.open({ directory, onDamage: (bytes) => damage.push(bytes) })
  expect((await replayed(again)).map(({ text }) => text)).toEqual(['whole'])
  expect(damage).toEqual([9])
})

test('zeros where a power loss took what was written are no records', async () => {
  const journal = await Journal.open({ directory })
  await journal.append(Buffer.from('whole'))
  await journal[Symbol.asyncDispose]()
  const [name = ''] = await readdir(directory)
  await appendFile(join(directory, name), Buffer.alloc(4096))
  const damage: number[] = []
  await using again = await Journal.open({ directory, onDamage: (bytes) => damage.push(bytes) })
  expect((await replayed(again)).map(({ text }) => text)).toEqual(['whole'])
  expect(damage).toEqual([4096])
})

test('what is acknowledged after a failed sync does not lie behind what that one may have lost', async () => {
  const journal = await Journal.open({ directory })
  await journal.append(Buffer.from('before'))
  using sync = vi.spyOn(SegmentWriter.prototype, 'sync')
  sync.mockRejectedValueOnce(Object.assign(new Error('disk'), { code: 'EIO' }))
  await expect(journal.append(Buffer.from('lost'))).rejects.toThrow('disk')
  await journal.append(Buffer.from('after'))
  await journal[Symbol.asyncDispose]()
  const [name = ''] = (await readdir(directory)).sort()
  {
    await using file = await open(join(directory, name), 'r+')
    await file.write(Buffer.alloc(5), 0, 5, 2 * frameHeaderBytes + 'before'.length)
  }
  await using again = await Journal.open({ directory })
  expect((await replayed(again)).map(({ text }) => text)).toEqual(['before', 'after'])
})

const appending = `
  import { Journal } from ${JSON.stringify(join(import.meta.dirname, 'journal.ts'))}
  const journal = await Journal.open({ directory: process.argv[1], segmentBytes: 2000 })
  for (let n = 0; ; n++) {
    await journal.append(Buffer.from(String(n).padStart(50)))
    console.log(n)
  }`

test('what was acknowledged survives a killed process', async () => {
  const child = spawn(process.execPath, ['--input-type=module', '-e', appending, directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const acknowledged: number[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged.push(Number(line))
    if (acknowledged.length === 200) child.kill('SIGKILL')
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  await using journal = await Journal.open({ directory })
  const found = (await replayed(journal)).map(({ text }) => Number(text))
  expect(found.slice(0, acknowledged.length)).toEqual(acknowledged)
})
