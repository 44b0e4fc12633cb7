import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openAnalytics } from '@kansoku/storage'
import { describeAnalyticsStore } from './analytics-store.ts'

describeAnalyticsStore('embedded engine', async () => {
  const path = await mkdtemp(join(tmpdir(), 'kansoku-conformance-'))
  const open = () => openAnalytics({ kind: 'embedded', path, memoryMegabytes: 1024 })
  const [store, other] = [await open(), await open()]
  return {
    store,
    other,
    open,
    async [Symbol.asyncDispose]() {
      await store.close()
      await other.close()
      await rm(path, { recursive: true, force: true })
    },
  }
})
