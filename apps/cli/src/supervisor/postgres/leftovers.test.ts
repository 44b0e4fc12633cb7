import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { clearLeftoverPostmaster } from './leftovers.ts'

let data: string
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'kansoku-leftovers-'))
})
afterEach(() => rm(data, { recursive: true, force: true }))

const pidFile = (pid: number) =>
  writeFile(join(data, 'postmaster.pid'), `${pid}\n${data}\n1700000000\n5432\n`)

/** A process that runs until it is ended; its command line names what it is given. */
async function sleeper(...args: string[]) {
  const child = spawn(process.execPath, ['-e', 'console.log(1); setInterval(() => {}, 1e6)', '--', ...args])
  await once(child.stdout, 'data')
  return { pid: child.pid ?? 0, exited: once(child, 'exit'), child }
}

test('a pid file of a process that is gone goes', async () => {
  await pidFile(2 ** 22 + 1)
  await clearLeftoverPostmaster(data)
  expect(await readdir(data)).toEqual([])
})

test('a process that got the number meanwhile is left alone', async () => {
  const other = await sleeper()
  await pidFile(other.pid)
  await clearLeftoverPostmaster(data)
  expect(await readdir(data)).toEqual([])
  expect(other.child.exitCode).toBeNull()
  other.child.kill()
  await other.exited
})

test('a process that still runs on this cluster is ended', async () => {
  const orphan = await sleeper('-D', data)
  await pidFile(orphan.pid)
  await clearLeftoverPostmaster(data)
  expect(await orphan.exited).toEqual([null, 'SIGINT'])
  expect(await readdir(data)).toEqual([])
})

test('a cluster that was stopped in good order is left as it is', async () => {
  await clearLeftoverPostmaster(data)
  expect(await readdir(data)).toEqual([])
})
