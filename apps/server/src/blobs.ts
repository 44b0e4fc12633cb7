import { join } from 'node:path'
import { type BlobStore, openFolderBlobs } from '@kansoku/storage'
import type { ServerConfig } from './config.ts'

export function openBlobs(config: ServerConfig): Promise<BlobStore> {
  return openFolderBlobs(join(config.dataDir, 'blobs'))
}
