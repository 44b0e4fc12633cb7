import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openFolderBlobs } from '@kansoku/storage'
import { describeBlobStore } from './blob-store.ts'

describeBlobStore('folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kansoku-blobs-'))
  return {
    blobs: await openFolderBlobs(folder),
    unfinished: async () => (await readdir(join(folder, '.incoming'))).length,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
})
