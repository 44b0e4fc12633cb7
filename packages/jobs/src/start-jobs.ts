import { randomUUID } from 'node:crypto'
import type { MetadataStore, StorageLogger } from '@kansoku/storage'
import type { Pool } from 'pg'
import { PgBoss, type Queue } from 'pg-boss'
import type { Job } from './job.ts'

/** Beside our own tables: the library makes and migrates its own. */
const schema = 'kansoku_jobs'

export interface JobsLogger extends StorageLogger {
  error(details: object, message: string): void
}

// biome-ignore lint/suspicious/noExplicitAny: a list of jobs, each with a payload of its own
type AnyJob<Context> = Job<Context, any>

/** How a run ended: a stop of the server cuts it off, and it runs again later. */
export interface JobRun {
  readonly job: string
  readonly outcome: 'succeeded' | 'failed' | 'cut_off'
  readonly seconds: number
}

interface JobsOptions<Context> {
  readonly metadata: Pick<MetadataStore, 'pool'>
  readonly logger: JobsLogger
  readonly context: Context
  readonly jobs: readonly AnyJob<Context>[]
  /** Called after each run on this server, for counts. */
  readonly onRun?: (run: JobRun) => void
}

/** The jobs of a server. Disposing it lets what runs finish for a while; what is cut off runs again later. */
export interface Jobs<Context> extends AsyncDisposable {
  /** Queues a run; resolves when that is durable. `key`: at most one run with this key waits. */
  enqueue<Payload extends object>(
    job: Job<Context, Payload>,
    payload: Payload,
    options?: { readonly key?: string },
  ): Promise<void>
  /** Runs what waits here and now; resolves when none of the jobs is waiting, nor running on this server. */
  drain(): Promise<void>
}

/** Queues in the metadata database, and a worker for each job. Rejects when the database cannot be used. */
export async function startJobs<Context>(options: JobsOptions<Context>): Promise<Jobs<Context>> {
  const { metadata, logger, jobs } = options
  const boss = new PgBoss({
    schema,
    db: { executeSql: (text, values) => metadata.pool.query(text, values as unknown[]) },
  })
  boss.on('error', (err) => logger.warn({ err }, 'the database of the jobs does not answer as it should'))
  await underLock(metadata.pool, () => boss.start())
  const runner = createRunner(options)
  for (const job of jobs) {
    await prepareQueue(boss, job)
    await boss.work<object>(job.name, { pollingIntervalSeconds: job.pollSeconds ?? 10 }, async ([queued]) => {
      if (queued) await runner.run(job, queued.data, queued.signal)
    })
  }
  return {
    async enqueue(job, payload, { key = randomUUID() } = {}) {
      await boss.send(job.name, payload, { singletonKey: key })
    },
    async drain() {
      for (const job of jobs) await runQueued(boss, job, runner.run)
      await runner.settled()
    },
    async [Symbol.asyncDispose]() {
      runner.stop()
      await boss.stop({ graceful: true, timeout: 5000 })
    },
  }
}

/** Two servers that start at the same moment must not both make the tables. Held by a transaction: a pooler may lie between. */
async function underLock(pool: Pool, action: () => Promise<unknown>): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    await client.query(`SELECT pg_advisory_xact_lock(hashtextextended('${schema}', 0))`)
    await action()
  } finally {
    await client.query('ROLLBACK').catch(() => undefined)
    client.release()
  }
}

type Run<Context> = (job: AnyJob<Context>, payload: object, timeUp?: AbortSignal) => Promise<void>

function createRunner<Context>({ context, logger, onRun }: JobsOptions<Context>) {
  const stopping = new AbortController()
  const running = new Set<Promise<void>>()
  const start: Run<Context> = async (job, payload, timeUp) => {
    const signal = timeUp ? AbortSignal.any([timeUp, stopping.signal]) : stopping.signal
    await job.run(context, job.payload.parse(payload), signal)
  }
  const run: Run<Context> = async (job, payload, timeUp) => {
    const startedAt = performance.now()
    const work = start(job, payload, timeUp)
    running.add(work)
    let outcome: JobRun['outcome'] = 'succeeded'
    try {
      await work
    } catch (err) {
      outcome = stopping.signal.aborted ? 'cut_off' : 'failed'
      if (outcome === 'failed') logger.error({ err, job: job.name }, 'a job failed')
      throw err
    } finally {
      running.delete(work)
      onRun?.({ job: job.name, outcome, seconds: (performance.now() - startedAt) / 1000 })
    }
  }
  return { run, stop: () => stopping.abort(), settled: () => Promise.allSettled(running) }
}

async function prepareQueue<Context>(boss: PgBoss, job: AnyJob<Context>): Promise<void> {
  const options: Omit<Queue, 'name' | 'policy'> = {
    expireInSeconds: job.timeoutSeconds ?? 900,
    retryLimit: job.retries ?? 3,
    retryDelay: 30,
    retryBackoff: true,
    retentionSeconds: 7 * 86_400,
    deleteAfterSeconds: 7 * 86_400,
  }
  // `short`: of each key one run waits at most.
  await boss.createQueue(job.name, { policy: 'short', ...options })
  await boss.updateQueue(job.name, options)
  if (job.cron === undefined) await boss.unschedule(job.name)
  else await boss.schedule(job.name, job.cron, {}, { tz: 'UTC', singletonKey: 'cron' })
}

async function runQueued<Context>(boss: PgBoss, job: AnyJob<Context>, run: Run<Context>): Promise<void> {
  for (;;) {
    const [queued] = await boss.fetch<object>(job.name)
    if (!queued) return
    try {
      await run(job, queued.data)
      await boss.complete(job.name, queued.id)
    } catch (error) {
      await boss.fail(job.name, queued.id, { message: String(error) })
    }
  }
}
