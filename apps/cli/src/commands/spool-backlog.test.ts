import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { spoolBacklog } from './spool-backlog.ts'

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'kansoku-backlog-'))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

async function spool(files: Readonly<Record<string, string>>): Promise<void> {
  const folder = join(dataDir, 'gateway/spool')
  await mkdir(folder, { recursive: true })
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
}

test('what lies behind the slowest reader waits', async () => {
  await spool({
    '0000000000000001.segment': 'a'.repeat(100),
    '0000000000000002.segment': 'b'.repeat(50),
    '0000000000000003.segment': 'c'.repeat(30),
    'server.cursor': '{"segment":3,"offset":30}',
    'langfuse.cursor': '{"segment":2,"offset":10}',
  })
  expect(await spoolBacklog(dataDir)).toBe(70)
})

test('without a reader all of it waits, and without a spool nothing can be said', async () => {
  expect(await spoolBacklog(dataDir)).toBeUndefined()
  await spool({ '0000000000000001.segment': 'abc' })
  expect(await spoolBacklog(dataDir)).toBe(3)
})
