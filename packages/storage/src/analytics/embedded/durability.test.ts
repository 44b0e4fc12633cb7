import { type ChildProcess, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { StorageLockedError } from '../../errors.ts'
import { openAnalytics } from '../open-analytics.ts'

vi.setConfig({ testTimeout: 120_000 })

const SCRIPT = fileURLToPath(new URL('../../testing/insert-until-killed.ts', import.meta.url))
const ROWS_PER_GROUP = 20

let path: string
let children: ChildProcess[]

beforeEach(async () => {
  path = await mkdtemp(join(tmpdir(), 'kansoku-durability-'))
  children = []
})

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  await rm(path, { recursive: true, force: true })
})

function startInserting(firstGroup: number) {
  const child = spawn(process.execPath, [SCRIPT, path, String(firstGroup)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  return { child, acknowledgements: createInterface({ input: child.stdout }) }
}

/** Kills the process at once after the given number of acknowledgements; returns all that were printed. */
async function insertUntilKilled(firstGroup: number, count: number): Promise<number[]> {
  const { child, acknowledgements } = startInserting(firstGroup)
  const groups: number[] = []
  for await (const line of acknowledgements) {
    groups.push(Number(line))
    if (groups.length === count) child.kill('SIGKILL')
  }
  return groups
}

async function readGroups(): Promise<Map<number, number>> {
  await using store = await openAnalytics({ kind: 'embedded', path })
  const rows = await store.query({
    name: 'test/groups',
    sql: 'SELECT id, count() AS rows FROM acknowledged GROUP BY id',
    row: z.object({ id: z.number(), rows: z.number() }),
  })
  return new Map(rows.map(({ id, rows: count }) => [id, count]))
}

describe('the embedded engine', () => {
  it('loses no acknowledged row when its process is killed, and opens again at once', async () => {
    const acknowledged: number[] = []
    for (let round = 0; round < 6; round++) {
      const first = round * 100_000
      acknowledged.push(...(await insertUntilKilled(first, randomInt(1, 120))))
      const found = await readGroups()
      expect(acknowledged.filter((group) => found.get(group) !== ROWS_PER_GROUP)).toEqual([])
      // What was not acknowledged is there as a whole or not at all.
      expect([...found.values()].every((rows) => rows === ROWS_PER_GROUP)).toBe(true)
    }
  })

  it('says which process holds the folder, and takes it over when that is gone', async () => {
    const { child, acknowledgements } = startInserting(0)
    await once(acknowledgements, 'line')
    const error = await openAnalytics({ kind: 'embedded', path }).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(StorageLockedError)
    expect(error).toMatchObject({
      holder: child.pid,
      message: `The data folder ${path} is in use by process ${child.pid}.`,
      remedy: expect.stringContaining('KANSOKU_DATA_DIR'),
    })
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
    expect((await readGroups()).size).toBeGreaterThan(0)
  })
})
