import { mkdir, realpath, rm } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { drainPending, Session } from 'chdb'
import { StorageUnavailableError } from '../../errors.ts'
import { inFolder } from '../../folder-error.ts'
import {
  createClickHouseStore,
  type EngineConnection,
  INSERT_SETTINGS,
  type WriteConnection,
} from '../clickhouse-store.ts'
import { explainEngineError } from '../engine-error.ts'
import { LaneQueue } from '../lane-queue.ts'
import type { AnalyticsStore, Lane } from '../store.ts'
import { openClient } from './connection.ts'
import { DEFAULT_MEMORY_MEGABYTES, LEAST_MEMORY_MEGABYTES, writeEngineConfig } from './engine-config.ts'
import { laneSizes } from './lane-sizes.ts'
import { NativeInserter } from './native-inserter.ts'
import { explainOpenFailure } from './open-failure.ts'
import { putEventLoopFirst } from './put-event-loop-first.ts'

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

/**
 * A pipeline of several threads costs a lookup more than it saves. Threads share scattered rows evenly where they take one
 * stretch after the other; by default each takes twenty thousand rows at once.
 */
const settingsFor = {
  lookup: 'max_threads = 1',
  scattered: `merge_tree_min_rows_for_concurrent_read = 1, merge_tree_min_bytes_for_concurrent_read = 1,
    merge_tree_min_read_task_size = 1`,
} as const

/** Opens the engine inside this process. All stores of a process must name the same folder. */
export async function openEmbedded(options: EmbeddedAnalytics): Promise<AnalyticsStore> {
  const megabytes = Math.max(LEAST_MEMORY_MEGABYTES, options.memoryMegabytes ?? DEFAULT_MEMORY_MEGABYTES)
  const { folder, config } = await inFolder(options.path, async () => {
    await mkdir(options.path, { recursive: true })
    const folder = await realpath(options.path)
    refusePattern(folder)
    return { folder, config: await writeEngineConfig(folder, megabytes) }
  })
  const anchor = openEngine(folder, config)
  const inserts = join(folder, 'inserts')
  const opened: { close(): unknown }[] = []
  const letGo = async () => {
    for (const connection of opened) await connection.close()
    anchor.close()
    await drainPending()
  }
  const explain = (error: unknown, statement: string, seconds: number) =>
    explainEngineError(error, { place: folder, statement, seconds }) ?? error

  const sizes = laneSizes(options.threadPoolSize)
  const openLane = async <C>(lane: Lane, open: () => Promise<C>): Promise<LaneQueue<C>> => {
    const slots: C[] = []
    for (let index = 0; index < sizes[lane]; index++) slots.push(await open())
    return new LaneQueue(slots)
  }
  const connect = async (lane: Lane): Promise<EngineConnection> => {
    const client = await openClient(folder, DATABASE, laneSettings(lane, megabytes))
    opened.push(client)
    return { client }
  }
  const connectWriter = async (): Promise<WriteConnection> => {
    const { client } = await connect('write')
    const settings = { ...laneSettings('write', megabytes), ...INSERT_SETTINGS }
    const path = join(inserts, String(opened.length))
    const inserter = new NativeInserter({ folder, database: DATABASE, path, settings })
    opened.push(inserter)
    return { client, insert: (table, rows, { seconds }) => inserter.insert(table, rows, seconds) }
  }
  try {
    await inFolder(folder, () => emptyFolder(inserts))
    await anchor.queryAsync(`CREATE DATABASE IF NOT EXISTS ${DATABASE}`)
    const lanes = {
      write: await openLane('write', connectWriter),
      read: await openLane('read', () => connect('read')),
      report: await openLane('report', () => connect('report')),
      job: await openLane('job', () => connect('job')),
    }
    await putEventLoopFirst()
    return createClickHouseStore({ lanes, explain, letGo, settingsFor })
  } catch (error) {
    await letGo()
    throw explain(error, 'opening', 0)
  }
}

/** The engine reads inserted rows from files whose names it takes for patterns: it would find none, or those of another. */
function refusePattern(folder: string): void {
  if (!/[*?{}]/.test(folder)) return
  throw new StorageUnavailableError(
    `The folder ${folder} cannot be used: the engine takes *, ?, { and } in its path for a pattern.`,
    'Choose a data folder (KANSOKU_DATA_DIR) whose path has none of them.',
  )
}

/** A killed process may have left what it was inserting. */
async function emptyFolder(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true })
  await mkdir(path)
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
    // By default a thread for each gigabyte that is free: with this engine's cap that is one, whatever the cores.
    max_threads_min_free_memory_per_thread: 0,
    // Ten granules of telemetry are worth a second thread: texts of a few days are a gigabyte.
    merge_tree_min_rows_for_concurrent_read: 20_480,
    merge_tree_min_bytes_for_concurrent_read: 16 * 1024 * 1024,
    // Params are part of the statement's text, and lists of ids are long.
    max_query_size: 1_000_000_000,
    // One read alone must not take what inserts need.
    ...(lane === 'write' ? {} : { max_memory_usage: Math.floor((megabytes * 1024 * 1024) / 2) }),
  }
}
