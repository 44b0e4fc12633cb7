import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { processesOf } from '@kansoku/test/kit/processes'
import { startProduct } from '@kansoku/test/kit/product'
import { Pool } from 'undici'
import { createClient } from './gateway-client.ts'
import { cpuSeconds } from './process-cpu.ts'
import { type Figure, microseconds, milliseconds, perSecond } from './report.ts'
import { quantile, timeAll } from './statistics.ts'
import { startInstantUpstream } from './upstream.ts'

const wantedPerSecond = 3000
const beatMs = 10
const mostPending = 256
const secondsEach = 5

/** Good calls, one at a time, without and beside calls with random keys at a fixed rate. */
export async function benchBadKeys(): Promise<Figure[]> {
  await using upstream = await startInstantUpstream()
  const folder = await mkdtemp(join(tmpdir(), 'kansoku-bench-'))
  const config = join(folder, 'config.yaml')
  await writeFile(
    config,
    `model_list:\n  - model_name: bench\n    litellm_params:\n      model: openai/gpt-4o-mini\n      api_base: ${upstream.url}\n      api_key: sk-upstream\n`,
  )
  try {
    await using product = await startProduct({ args: ['-c', config] })
    const [pid = 0] = await processesOf(product.pid, 'gateway')
    await using gateway = createClient(product.gatewayUrl)
    await timeAll(500, 8, gateway.call)
    const alone = await timeEach(gateway.call)
    const cpuBefore = await cpuSeconds(pid)
    const flood = startFlood(product.gatewayUrl)
    const beside = await timeEach(gateway.call)
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
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
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
