import { mkdir, realpath } from 'node:fs/promises'
import { type ClickHouseClient, createClient } from '@clickhouse/client'
import { drainPending, Session } from 'chdb'
import { inFolder } from '../../folder-error.ts'
import { createClickHouseStore } from '../clickhouse-store.ts'
import { explainEngineError } from '../engine-error.ts'
import { LaneQueue } from '../lane-queue.ts'
import type { AnalyticsStore } from '../store.ts'
import { openConnection } from './connection.ts'
import { DEFAULT_MEMORY_MEGABYTES, writeEngineConfig } from './engine-config.ts'
import { laneSizes } from './lane-sizes.ts'
import { explainOpenFailure } from './open-failure.ts'

export interface EmbeddedAnalytics {
  readonly kind: 'embedded'
  /** Data folder, made if missing. One process at a time may have it open. */
  readonly path: string
  /** Cap of the engine's own memory; default 1024. Statements beyond it fail, the process stays. */
  readonly memoryMegabytes?: number
}

/** Opens the engine inside this process. All stores of a process must name the same folder. */
export async function openEmbedded({ path, memoryMegabytes }: EmbeddedAnalytics): Promise<AnalyticsStore> {
  const { folder, config } = await inFolder(path, async () => {
    await mkdir(path, { recursive: true })
    const folder = await realpath(path)
    return { folder, config: await writeEngineConfig(folder, memoryMegabytes ?? DEFAULT_MEMORY_MEGABYTES) }
  })
  const anchor = openEngine(folder, config)
  const clients: ClickHouseClient[] = []
  const lane = async (size: number): Promise<LaneQueue<ClickHouseClient>> => {
    const slots: ClickHouseClient[] = []
    for (let index = 0; index < size; index++) {
      slots.push(createClient({ connection: await openConnection(folder, 'kansoku') }))
    }
    clients.push(...slots)
    return new LaneQueue(slots)
  }
  const sizes = laneSizes(process.env.UV_THREADPOOL_SIZE)
  const lanes = {
    write: await lane(sizes.write),
    read: await lane(sizes.read),
    report: await lane(sizes.report),
    job: await lane(sizes.job),
  }
  return createClickHouseStore({
    lanes,
    explain: (error, statement, seconds) =>
      explainEngineError(error, { place: folder, statement, seconds }) ?? error,
    letGo: async () => {
      for (const client of clients) await client.close()
      anchor.close()
      await drainPending()
    },
  })
}

function openEngine(folder: string, config: string): Session {
  try {
    return new Session(folder, { connectionArgs: [`--config-file=${config}`] })
  } catch (error) {
    throw explainOpenFailure(folder, error)
  }
}
