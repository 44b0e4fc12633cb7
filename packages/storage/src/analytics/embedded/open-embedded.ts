import { mkdir, realpath } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import type { ClickHouseClient } from '@clickhouse/client'
import { drainPending, Session } from 'chdb'
import { inFolder } from '../../folder-error.ts'
import { createClickHouseStore } from '../clickhouse-store.ts'
import { explainEngineError } from '../engine-error.ts'
import { LaneQueue } from '../lane-queue.ts'
import type { AnalyticsStore, Lane } from '../store.ts'
import { openClient } from './connection.ts'
import { DEFAULT_MEMORY_MEGABYTES, LEAST_MEMORY_MEGABYTES, writeEngineConfig } from './engine-config.ts'
import { laneSizes } from './lane-sizes.ts'
import { explainOpenFailure } from './open-failure.ts'

export interface EmbeddedAnalytics {
  readonly kind: 'embedded'
  /** Data folder, made if missing. One process at a time may have it open. */
  readonly path: string
  /** Cap of the engine's own memory; default 1024, least 256. Statements beyond it fail, the process stays. */
  readonly memoryMegabytes?: number
  /** Size of libuv's thread pool in this process, which bounds how many statements run at once; default 4. */
  readonly threadPoolSize?: number
}

const DATABASE = 'kansoku'
const MOST_THREADS = 4

/** Opens the engine inside this process. All stores of a process must name the same folder. */
export async function openEmbedded(options: EmbeddedAnalytics): Promise<AnalyticsStore> {
  const megabytes = Math.max(LEAST_MEMORY_MEGABYTES, options.memoryMegabytes ?? DEFAULT_MEMORY_MEGABYTES)
  const { folder, config } = await inFolder(options.path, async () => {
    await mkdir(options.path, { recursive: true })
    const folder = await realpath(options.path)
    return { folder, config: await writeEngineConfig(folder, megabytes) }
  })
  const anchor = openEngine(folder, config)
  const clients: ClickHouseClient[] = []
  const letGo = async () => {
    for (const client of clients) await client.close()
    anchor.close()
    await drainPending()
  }
  const explain = (error: unknown, statement: string, seconds: number) =>
    explainEngineError(error, { place: folder, statement, seconds }) ?? error

  const sizes = laneSizes(options.threadPoolSize)
  const openLane = async (lane: Lane): Promise<LaneQueue<ClickHouseClient>> => {
    const slots: ClickHouseClient[] = []
    for (let index = 0; index < sizes[lane]; index++) {
      const client = await openClient(folder, DATABASE, laneSettings(lane, megabytes))
      clients.push(client)
      slots.push(client)
    }
    return new LaneQueue(slots)
  }
  try {
    await anchor.queryAsync(`CREATE DATABASE IF NOT EXISTS ${DATABASE}`)
    const lanes = {
      write: await openLane('write'),
      read: await openLane('read'),
      report: await openLane('report'),
      job: await openLane('job'),
    }
    return createClickHouseStore({ lanes, explain, letGo })
  } catch (error) {
    await letGo()
    throw explain(error, 'opening', 0)
  }
}

function openEngine(folder: string, config: string): Session {
  try {
    return new Session(folder, { connectionArgs: [`--config-file=${config}`] })
  } catch (error) {
    throw explainOpenFailure(folder, error)
  }
}

function laneSettings(lane: Lane, megabytes: number): Record<string, number> {
  return {
    max_threads: Math.min(MOST_THREADS, availableParallelism()),
    // Params are part of the statement's text, and lists of ids are long.
    max_query_size: 1_000_000_000,
    // One read alone must not take what inserts need.
    ...(lane === 'write' ? {} : { max_memory_usage: Math.floor((megabytes * 1024 * 1024) / 2) }),
  }
}
