import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer, text } from 'node:stream/consumers'
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
  it('gives back what was put, and says how large it is', async () => {
    const content = Buffer.alloc(300_000, '観測')
    const sha256 = createHash('sha256').update(content).digest('base64')
    expect(
      await blobs.put('media/p1/a.png', Readable.from([content.subarray(0, 7), content.subarray(7)])),
    ).toEqual({
      bytes: 300_000,
      sha256,
    })
    const stream = await blobs.get('media/p1/a.png')
    expect(stream && (await buffer(stream)).equals(content)).toBe(true)
    expect(await blobs.head('media/p1/a.png')).toMatchObject({ bytes: 300_000 })
  })

  it('gives a range of it', async () => {
    await blobs.put('a', Buffer.from('0123456789'))
    const stream = await blobs.get('a', { start: 2, end: 4 })
    expect(stream && (await text(stream))).toBe('234')
  })

  it('knows nothing of a key that was never put or was deleted', async () => {
    await blobs.put('a', Buffer.from('1'))
    expect([await blobs.delete('a'), await blobs.delete('a')]).toEqual([true, false])
    expect([await blobs.get('a'), await blobs.head('a'), await blobs.get('a/b')]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })

  it('replaces content, and keeps a key beside one that goes deeper', async () => {
    await blobs.put('a', Buffer.from('old'))
    await blobs.put('a/b', Buffer.from('deeper'))
    await blobs.put('a', Buffer.from(''))
    const contents = await Promise.all([blobs.get('a'), blobs.get('a/b')])
    expect(await Promise.all(contents.map((stream) => stream && text(stream)))).toEqual(['', 'deeper'])
  })

  it('leaves the old content and no rest behind when the source fails', async () => {
    await blobs.put('a', Buffer.from('old'))
    const broken = Readable.from(
      (async function* () {
        yield 'half'
        throw new Error('the upload was cut off')
      })(),
    )
    await expect(blobs.put('a', broken)).rejects.toThrow('cut off')
    const stream = await blobs.get('a')
    expect(stream && (await text(stream))).toBe('old')
    expect(await readdir(join(folder, '.incoming'))).toEqual([])
  })

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
