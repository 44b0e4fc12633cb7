import { emulatorIdentity, startS3Emulator } from '@kansoku/emulators'
import { openS3Blobs } from '@kansoku/storage'
import { describeBlobStore } from './blob-store.ts'

describeBlobStore(
  'S3',
  async () => {
    const emulator = await startS3Emulator()
    const { accessKeyId, secretAccessKey } = emulatorIdentity
    const blobs = await openS3Blobs({
      bucket: 'kansoku',
      prefix: 'files/',
      region: 'us-east-1',
      endpoint: emulator.url,
      accessKeyId,
      secretAccessKey,
      forcePathStyle: true,
    })
    return {
      blobs,
      unfinished: async () => emulator.pendingUploads(),
      async [Symbol.asyncDispose]() {
        await blobs.close()
        await emulator[Symbol.asyncDispose]()
      },
    }
  },
  { deletingNothing: true },
)
