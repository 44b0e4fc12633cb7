import type { MlflowRunsTarget } from '@kansoku/routing'
import { expect, test } from 'vitest'
import { deliverToMlflowRuns } from './to-mlflow-runs.ts'

test('two calls that read alike are two runs; one that is tried again stays one', async () => {
  const asked: string[] = []
  const statuses = [200, 503]
  const server = {
    sign: undefined,
    async ask(path: string) {
      asked.push(path)
      const status = path === 'runs/log-batch' ? (statuses.shift() ?? 200) : 200
      return { status, text: '{"run":{"info":{"run_id":"1"}}}', retryAfterSeconds: undefined }
    },
    experimentId: async () => '1',
    forgetExperiment: () => undefined,
  }
  const target = { kind: 'mlflow-runs', url: 'http://mlflow.example' } as MlflowRunsTarget
  const deliver = deliverToMlflowRuns(target, () => server)
  const run = {
    name: 'call',
    status: 'FINISHED',
    startedAt: 1,
    endedAt: 2,
    metrics: {},
    params: {},
    tags: {},
  }
  const { signal } = new AbortController()
  const kinds: string[] = []
  for (let tries = 0; tries < 3; tries++) kinds.push((await deliver([JSON.stringify(run)], signal)).kind)
  expect(kinds).toEqual(['delivered', 'retry', 'delivered'])
  expect(asked.filter((path) => path === 'runs/create')).toHaveLength(2)
})
