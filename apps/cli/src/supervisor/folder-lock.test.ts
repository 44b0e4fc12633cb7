import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockOwner, takeLock } from './folder-lock.ts'
import { identify } from './process-identity.ts'

let folder: string
let path: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kansoku-lock-'))
  path = join(folder, 'lock')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('of many that ask at once one gets the lock, and the others hear who has it', async () => {
  const asked = await Promise.allSettled(Array.from({ length: 8 }, () => takeLock(path)))
  const taken = asked.filter((result) => result.status === 'fulfilled')
  expect(taken).toHaveLength(1)
  for (const result of asked) {
    if (result.status === 'rejected') {
      expect(result.reason).toMatchObject({ kind: 'folder.busy', values: { pid: process.pid } })
    }
  }
  expect((await lockOwner(path))?.pid).toBe(process.pid)
  await taken[0]?.value.release()
  expect(await readdir(folder)).toEqual([])
})

test.each([
  ['of a process that is gone', { pid: 2 ** 22 + 1, began: 'x', nonce: 'n' }],
  ['whose number belongs to another process by now', { pid: process.pid, began: 'earlier', nonce: 'n' }],
])('a lock %s is taken over', async (_, owner) => {
  await writeFile(path, JSON.stringify({ ...owner, since: '' }))
  const lock = await takeLock(path)
  expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ pid: process.pid })
  await lock.release()
})

test('a damaged lock is taken over', async () => {
  await writeFile(path, '{"pid"')
  await (await takeLock(path)).release()
})

test('a process keeps its identity, and another one has a different one', async () => {
  expect(await identify(process.pid)).toEqual(await identify(process.pid))
  expect(await identify(process.pid)).not.toEqual(await identify(process.ppid))
  expect(await identify(2 ** 22 + 1)).toBeUndefined()
})
