import { openTestMetadata } from '@kansoku/storage/testing'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { defineJob, type JobRun, type Jobs, startJobs } from './index.ts'

interface Context {
  readonly done: string[]
  fail: boolean
}

const greet = defineJob<Context, { name: string }>({
  name: 'guest-greet',
  payload: z.object({ name: z.string() }),
  async run({ done, fail }, { name }) {
    if (fail) throw new Error('nobody is at home')
    done.push(name)
  },
})

const wait = defineJob<Context, object>({
  name: 'guest-wait',
  payload: z.object({}),
  cron: '0 3 * * *',
  run: ({ done }, _, signal) =>
    new Promise((_resolve, reject) => {
      done.push('waiting')
      signal.addEventListener('abort', () => reject(signal.reason))
    }),
})

let metadata: Awaited<ReturnType<typeof openTestMetadata>>
let context: Context
let jobs: Jobs<Context>
const errors: object[] = []
const runs: JobRun[] = []
const logger = { warn: () => {}, error: (details: object) => void errors.push(details) }

const start = () =>
  startJobs<Context>({
    metadata,
    logger,
    context,
    onRun: (run) => runs.push(run),
    jobs: [
      { ...greet, pollSeconds: 1 },
      { ...wait, pollSeconds: 1 },
    ],
  })

beforeAll(async () => {
  metadata = await openTestMetadata()
}, 60_000)
afterAll(() => metadata?.close())

beforeEach(async () => {
  await metadata.pool.query('DROP SCHEMA IF EXISTS kansoku_jobs CASCADE')
  context = { done: [], fail: false }
  errors.length = 0
  runs.length = 0
  jobs = await start()
}, 60_000)
afterEach(() => jobs[Symbol.asyncDispose]())

test('what is enqueued runs once', async () => {
  await jobs.enqueue(greet, { name: 'Ann' })
  await jobs.enqueue(greet, { name: '観測' })
  await jobs.drain()
  expect(context.done.sort()).toEqual(['Ann', '観測'])
  await jobs.drain()
  expect(context.done).toHaveLength(2)
  const seconds = expect.any(Number)
  expect(runs).toEqual(Array(2).fill({ job: 'guest-greet', outcome: 'succeeded', seconds }))
})

test('a worker takes it without being asked', async () => {
  await jobs.enqueue(greet, { name: 'Ann' })
  await expect.poll(() => context.done, { timeout: 10_000 }).toEqual(['Ann'])
})

test('of one key one run waits', async () => {
  await jobs[Symbol.asyncDispose]()
  jobs = await startJobs<Context>({ metadata, logger, context, jobs: [{ ...greet, pollSeconds: 600 }] })
  await jobs.drain()
  for (const name of ['first', 'second']) await jobs.enqueue(greet, { name }, { key: 'same' })
  await jobs.enqueue(greet, { name: 'third' }, { key: 'other' })
  await jobs.drain()
  expect(context.done.sort()).toEqual(['first', 'third'])
})

test('a run that fails is said and waits for another try', async () => {
  context.fail = true
  await jobs.enqueue(greet, { name: 'Ann' })
  await jobs.drain()
  expect(runs).toMatchObject([{ job: 'guest-greet', outcome: 'failed' }])
  expect(errors).toMatchObject([{ job: 'guest-greet', err: { message: 'nobody is at home' } }])
  const { rows } = await metadata.pool.query(`SELECT state FROM kansoku_jobs.job WHERE name = 'guest-greet'`)
  expect(rows).toEqual([{ state: 'retry' }])
})

test('a stop tells what runs, which is not taken for a failure', async () => {
  await jobs.enqueue(wait, {})
  await expect.poll(() => context.done, { timeout: 10_000 }).toEqual(['waiting'])
  await jobs[Symbol.asyncDispose]()
  expect(errors).toEqual([])
  expect(runs).toMatchObject([{ job: 'guest-wait', outcome: 'cut_off' }])
  jobs = await start()
})

test('a cron is kept once, and gone with its job', async () => {
  const crons = async () => (await metadata.pool.query('SELECT name, cron FROM kansoku_jobs.schedule')).rows
  expect(await crons()).toEqual([{ name: 'guest-wait', cron: '0 3 * * *' }])
  await jobs[Symbol.asyncDispose]()
  const { cron: _, ...anyTime } = wait
  jobs = await startJobs<Context>({ metadata, logger, context, jobs: [greet, anyTime] })
  expect(await crons()).toEqual([])
})
