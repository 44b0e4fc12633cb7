import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Log } from '../log.ts'
import { startFakeServer } from '../testing/fake-server.ts'
import { startControlPlane } from './control-plane.ts'

test('a server that goes away is told once, and when it is back; one that is on its way at the start is not', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kansoku-control-'))
  const told: string[] = []
  const tell = (_: object, text: string) => told.push(text)
  const log = { debug: tell, info: tell, warn: tell, error: tell } as unknown as Log
  const before = await startFakeServer()
  const { port, url } = before
  await before[Symbol.asyncDispose]()
  const control = startControlPlane({
    url,
    secret: 'secret',
    file: join(folder, 'snapshot.json'),
    publicKey: () => undefined,
    maxAgeMs: 1000,
    budgets: () => [],
    onModels: () => undefined,
    log,
  })
  await control.refresh()
  expect(told).toEqual([])
  const first = await startFakeServer({ port })
  await control.refresh()
  expect(control.takesTexts()).toBe(true)
  await first[Symbol.asyncDispose]()
  for (let tries = 0; tries < 3; tries++) await control.refresh()
  const away = 'the server cannot be asked; calls are served and wait in the spool'
  expect(told).toEqual([away])
  const second = await startFakeServer({ port })
  await control.refresh()
  expect(told).toEqual([away, 'the server answers'])
  control[Symbol.dispose]()
  await second[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})
