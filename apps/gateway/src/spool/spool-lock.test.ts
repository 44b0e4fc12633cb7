import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockSpool, SpoolInUse } from './spool-lock.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kansoku-lock-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('one process at a time holds the spool; the next gets it when the first lets go', async () => {
  const first = await lockSpool(folder)
  await expect(lockSpool(folder, 0)).rejects.toThrow(SpoolInUse)
  await expect(lockSpool(folder, 0)).rejects.toThrow(String(process.pid))
  await first[Symbol.asyncDispose]()
  await using _second = await lockSpool(folder, 0)
})

test('what a killed process left behind is taken over', async () => {
  await writeFile(join(folder, 'lock'), '4194304999')
  await using _lock = await lockSpool(folder, 0)
})

test('so is a lock whose process id now belongs to another program', async () => {
  const path = join(folder, 'lock')
  await writeFile(path, String(process.ppid))
  await utimes(path, 0, 0)
  await using _lock = await lockSpool(folder, 0)
})
