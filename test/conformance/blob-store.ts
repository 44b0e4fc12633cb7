import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer, text } from 'node:stream/consumers'
import { type BlobStore, StorageError } from '@kansoku/storage'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

export interface OpenedBlobs extends AsyncDisposable {
  readonly blobs: BlobStore
  /** How many writes left something behind without an end. */
  unfinished(): Promise<number>
}

/** What every place for blobs must do. What one of them cannot is skipped, for a reason in scripts/test. */
export function describeBlobStore(
  name: string,
  openBlobs: () => Promise<OpenedBlobs>,
  skips: { readonly deletingNothing?: boolean } = {},
): void {
  describe(`${name}: blobs`, () => {
    let opened: OpenedBlobs
    let blobs: BlobStore

    const read = async (key: string) => {
      const stream = await blobs.get(key)
      return stream && (await text(stream))
    }

    beforeEach(async () => {
      opened = await openBlobs()
      blobs = opened.blobs
    })
    afterEach(() => opened?.[Symbol.asyncDispose]())

    it('gives back what was put, and says how large it is', async () => {
      const content = Buffer.alloc(300_000, '観測')
      const sha256 = createHash('sha256').update(content).digest('base64')
      const before = Date.now()
      expect(
        await blobs.put('media/p1/a.png', Readable.from([content.subarray(0, 7), content.subarray(7)])),
      ).toEqual({ bytes: 300_000, sha256 })
      const stream = await blobs.get('media/p1/a.png')
      expect(stream && (await buffer(stream)).equals(content)).toBe(true)
      const found = await blobs.head('media/p1/a.png')
      expect(found?.bytes).toBe(300_000)
      expect(Math.abs((found?.modifiedAt.getTime() ?? 0) - before)).toBeLessThan(60_000)
    })

    it('takes content of any length, in one piece or as a stream of pieces', async () => {
      const content = Buffer.alloc(20_000_001, 'kansoku ')
      const sha256 = createHash('sha256').update(content).digest('base64')
      const pieces = function* () {
        for (let start = 0; start < content.length; start += 700_000) {
          yield content.subarray(start, start + 700_000)
        }
      }
      expect(await blobs.put('pieces', Readable.from(pieces()))).toEqual({ bytes: content.length, sha256 })
      expect(await blobs.put('whole', content)).toEqual({ bytes: content.length, sha256 })
      for (const key of ['pieces', 'whole']) {
        const stream = await blobs.get(key)
        expect(stream && (await buffer(stream)).equals(content)).toBe(true)
      }
      expect(await opened.unfinished()).toBe(0)
    })

    it('takes text from a stream', async () => {
      expect(await blobs.put('a', Readable.from(['観', '測']))).toMatchObject({ bytes: 6 })
      expect(await read('a')).toBe('観測')
    })

    it('gives a range of it', async () => {
      await blobs.put('a', Buffer.from('0123456789'))
      const stream = await blobs.get('a', { start: 2, end: 4 })
      expect(stream && (await text(stream))).toBe('234')
    })

    it('knows nothing of a key that was never put or was deleted', async () => {
      await blobs.put('a', Buffer.from('1'))
      expect(await blobs.delete('a')).toBe(true)
      expect([await blobs.get('a'), await blobs.head('a'), await blobs.get('a/b')]).toEqual([
        undefined,
        undefined,
        undefined,
      ])
      await blobs.delete('a')
    })

    it.skipIf(skips.deletingNothing)('says when there was nothing to delete', async () => {
      expect(await blobs.delete('a')).toBe(false)
    })

    it('replaces content, and keeps a key beside one that goes deeper', async () => {
      await blobs.put('a', Buffer.from('old'))
      await blobs.put('a/b', Buffer.from('deeper'))
      await blobs.put('a', Buffer.from(''))
      expect([await read('a'), await read('a/b')]).toEqual(['', 'deeper'])
    })

    it.each([0, 9_000_000])(
      'leaves the old content and no rest behind when the source fails after %i bytes',
      async (bytes) => {
        await blobs.put('a', Buffer.from('old'))
        const broken = Readable.from(
          (async function* () {
            yield 'half'
            yield Buffer.alloc(bytes)
            throw Object.assign(new Error('the upload was cut off'), { code: 'ECONNRESET' })
          })(),
        )
        await expect(blobs.put('a', broken)).rejects.toThrow('cut off')
        expect(await read('a')).toBe('old')
        expect(await opened.unfinished()).toBe(0)
      },
    )

    it('holds keys apart, whatever they are made of', async () => {
      const part = fc
        .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
        .filter((value) => !/[\p{Cc}/]/u.test(value) && value.isWellFormed() && !/^\.+$/.test(value))
      const key = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'))
      const examples: [string[]][] = [
        [['a b', 'a+b', 'a%20b', 'A B', "!*'()", 'a?b=c&d', 'a#b', '観測/ø', 'a~']],
      ]
      await fc.assert(
        fc.asyncProperty(fc.uniqueArray(key, { maxLength: 4 }), async (keys) => {
          await Promise.all(keys.map((each) => blobs.put(each, Buffer.from(each))))
          expect(await Promise.all(keys.map(read))).toEqual(keys)
          await Promise.all(keys.map((each) => blobs.delete(each)))
          expect(await Promise.all(keys.map((each) => blobs.head(each)))).toEqual(keys.map(() => undefined))
        }),
        { numRuns: 30, examples },
      )
    })

    it.each(['', '/a', 'a/', 'a//b', 'a\nb', '\ud800', 'x'.repeat(513)])(
      'refuses %j as a key',
      async (key) => {
        const calls = [blobs.put(key, Buffer.from('')), blobs.get(key), blobs.head(key), blobs.delete(key)]
        for (const outcome of await Promise.allSettled(calls)) {
          expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(StorageError) })
        }
      },
    )
  })
}
