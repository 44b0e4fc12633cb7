import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { StorageUnavailableError } from '../errors.ts'
import { openFolderBlobs } from './open-folder-blobs.ts'
import type { BlobStore } from './store.ts'

let folder: string
let blobs: BlobStore

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kansoku-blobs-'))
  blobs = await openFolderBlobs(folder)
})

afterEach(() => rm(folder, { recursive: true, force: true }))

describe('blobs in a folder', () => {
  it('removes at opening what a killed process left unfinished', async () => {
    await writeFile(join(folder, '.incoming', 'left'), 'half')
    await blobs.put('a', Buffer.from('kept'))
    const reopened = await openFolderBlobs(folder)
    expect(await readdir(join(folder, '.incoming'))).toEqual([])
    expect(await reopened.head('a')).toMatchObject({ bytes: 4 })
  })

  it('says which folder cannot be used', async () => {
    await writeFile(join(folder, 'file'), '')
    const opening = openFolderBlobs(join(folder, 'file'))
    await expect(opening).rejects.toThrow(StorageUnavailableError)
    await expect(opening).rejects.toThrow(join(folder, 'file'))
  })
})
