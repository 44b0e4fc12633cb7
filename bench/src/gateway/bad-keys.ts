import { randomBytes } from 'node:crypto'
import { Pool } from 'undici'
import { cpuSeconds } from '../process-usage.ts'
import { type Figure, microseconds, milliseconds, perSecond } from '../report.ts'
import { quantile } from '../statistics.ts'
import { startGatewayUnderTest } from './gateway-under-test.ts'

const wantedPerSecond = 3000
const beatMs = 10
const mostPending = 256
const secondsEach = 5

/** Good calls, one at a time, without and beside calls with random keys at a fixed rate. */
export async function benchBadKeys(): Promise<Figure[]> {
  await using tested = await startGatewayUnderTest()
  const gateway = () => tested.client.call('0.75 KB')
  const pid = await tested.pid()
  const alone = await timeEach(gateway)
  const cpuBefore = await cpuSeconds(pid)
  const flood = startFlood(tested.origin)
  const beside = await timeEach(gateway)
  const { refused, seconds } = await flood.stop()
  const cpu = (await cpuSeconds(pid)) - cpuBefore
  return [
    { name: 'good calls alone, p50', value: milliseconds(quantile(alone, 0.5)) },
    { name: 'good calls alone, p99', value: milliseconds(quantile(alone, 0.99)) },
    { name: 'calls with random keys', value: perSecond(refused / seconds, 'refused') },
    { name: 'good calls beside them, p50', value: milliseconds(quantile(beside, 0.5)) },
    { name: 'good calls beside them, p99', value: milliseconds(quantile(beside, 0.99)) },
    {
      name: 'CPU of the gateway for both kinds',
      value: `${microseconds(cpu / (refused + beside.length))} a call`,
    },
  ]
}

async function timeEach(call: () => Promise<void>): Promise<number[]> {
  const samples: number[] = []
  const end = performance.now() + secondsEach * 1000
  while (performance.now() < end) {
    const started = performance.now()
    await call()
    samples.push(performance.now() - started)
  }
  return samples
}

/** Sends at its rate, whether answers come or not, as long as the machine keeps up: what waits is bounded. */
function startFlood(origin: string) {
  const pool = new Pool(origin, { connections: 64, pipelining: 1 })
  const started = performance.now()
  const pending = new Set<Promise<void>>()
  let sent = 0
  let refused = 0
  const send = async () => {
    const response = await pool.request({
      method: 'POST',
      path: '/v1/chat/completions',
      headers: {
        authorization: `Bearer sk-${randomBytes(16).toString('base64url')}`,
        'content-type': 'application/json',
      },
      body: '{"model":"bench","messages":[{"role":"user","content":"ping"}]}',
    })
    await response.body.dump()
    if (response.statusCode !== 401) throw new Error(`a random key was answered ${response.statusCode}`)
    refused++
  }
  const beat = setInterval(() => {
    const due = ((performance.now() - started) / 1000) * wantedPerSecond
    for (; sent < due; sent++) {
      if (pending.size >= mostPending) continue
      const one: Promise<void> = send().finally(() => pending.delete(one))
      pending.add(one)
    }
  }, beatMs)
  return {
    async stop(): Promise<{ refused: number; seconds: number }> {
      clearInterval(beat)
      await Promise.all(pending)
      const seconds = (performance.now() - started) / 1000
      await pool.close()
      return { refused, seconds }
    },
  }
}
