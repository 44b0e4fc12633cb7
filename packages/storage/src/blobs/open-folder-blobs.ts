import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { inFolder } from '../folder-error.ts'
import { blobPath } from './blob-path.ts'
import { ContentMeter } from './content-meter.ts'
import type { BlobStore, ByteRange, WrittenBlob } from './store.ts'

/** Unfinished files; keys cannot name it, as they never encode to a leading dot. */
const INCOMING = '.incoming'

/** Blobs in a folder, made if missing. What an earlier process left unfinished is removed. */
export async function openFolderBlobs(folder: string): Promise<BlobStore> {
  const incoming = join(folder, INCOMING)
  await inFolder(folder, async () => {
    await rm(incoming, { recursive: true, force: true })
    await mkdir(incoming, { recursive: true })
  })

  async function put(key: string, content: Readable | Uint8Array): Promise<WrittenBlob> {
    const target = join(folder, blobPath(key))
    const draft = join(incoming, randomUUID())
    try {
      return await inFolder(folder, async () => {
        const written = await writeDurably(draft, content)
        await mkdir(dirname(target), { recursive: true })
        await rename(draft, target)
        await syncFolders(dirname(target), folder)
        return written
      })
    } finally {
      await rm(draft, { force: true })
    }
  }

  async function get(key: string, range?: ByteRange): Promise<Readable | undefined> {
    const path = join(folder, blobPath(key))
    const file = await inFolder(folder, () => orUndefined(open(path)))
    return file && createReadStream(path, { fd: file, ...range })
  }

  async function head(key: string) {
    const found = await inFolder(folder, () => orUndefined(stat(join(folder, blobPath(key)))))
    return found && { bytes: found.size, modifiedAt: found.mtime }
  }

  async function remove(key: string): Promise<boolean> {
    return inFolder(folder, async () => {
      const path = join(folder, blobPath(key))
      const found = await orUndefined(stat(path))
      await rm(path, { force: true })
      return found !== undefined
    })
  }

  const close = () => Promise.resolve()
  return { put, get, head, delete: remove, close, [Symbol.asyncDispose]: close }
}

async function writeDurably(path: string, content: Readable | Uint8Array): Promise<WrittenBlob> {
  const meter = new ContentMeter()
  await pipeline(meter.read(content), createWriteStream(path, { flush: true }))
  return meter.written()
}

/** Makes the new name durable, and the folders that were made for it. */
async function syncFolders(from: string, root: string): Promise<void> {
  for (let folder = from; ; folder = dirname(folder)) {
    const handle = await open(folder)
    await handle.sync().finally(() => handle.close())
    if (folder === root || folder === dirname(folder)) return
  }
}

async function orUndefined<T>(found: Promise<T>): Promise<T | undefined> {
  try {
    return await found
  } catch (error) {
    if (/^(ENOENT|ENOTDIR)$/.test((error as NodeJS.ErrnoException).code ?? '')) return undefined
    throw error
  }
}
