import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { identity, startProduct } from '@kansoku/test/kit/product'
import { Pool } from 'undici'
import { type Figure, milliseconds, perSecond, times } from './report.ts'
import { quantile, timeAll } from './statistics.ts'
import { startInstantUpstream } from './upstream.ts'

const body = JSON.stringify({
  model: 'bench',
  messages: [
    { role: 'system', content: 'You are a coding agent.' },
    { role: 'user', content: 'x'.repeat(600) },
  ],
})

/** A call through the gateway, authenticated, priced and recorded, against the same call straight to the upstream. */
export async function benchGateway(): Promise<Figure[]> {
  await using upstream = await startInstantUpstream()
  const folder = await mkdtemp(join(tmpdir(), 'kansoku-bench-'))
  const config = join(folder, 'config.yaml')
  await writeFile(
    config,
    `model_list:\n  - model_name: bench\n    litellm_params:\n      model: openai/gpt-4o-mini\n      api_base: ${upstream.url}\n      api_key: sk-upstream\n`,
  )
  try {
    await using product = await startProduct({ args: ['-c', config] })
    await using direct = client(upstream.url.replace('/v1', ''))
    await using gateway = client(product.gatewayUrl)
    await timeAll(500, 8, gateway.call)
    const single = await interleave(2000, direct.call, gateway.call)
    const directSeconds = await timeAll(6000, 16, direct.call)
    const gatewaySeconds = await timeAll(6000, 16, gateway.call)
    const added = (share: number) => quantile(single.second, share) - quantile(single.first, share)
    return [
      { name: 'direct call, one at a time, p50', value: milliseconds(quantile(single.first, 0.5)) },
      { name: 'gateway call, one at a time, p50', value: milliseconds(quantile(single.second, 0.5)) },
      { name: 'added by the gateway, p50', value: milliseconds(added(0.5)) },
      { name: 'added by the gateway, p99', value: milliseconds(added(0.99)) },
      { name: 'direct, 16 at a time', value: perSecond(6000 / directSeconds, 'calls') },
      {
        name: 'gateway, 16 at a time',
        value: perSecond(6000 / gatewaySeconds, 'calls'),
        ratio: `${times(directSeconds / gatewaySeconds)} of direct`,
      },
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function client(origin: string) {
  const pool = new Pool(origin, { connections: 64 })
  return {
    async call() {
      const response = await pool.request({
        method: 'POST',
        path: '/v1/chat/completions',
        headers: { authorization: `Bearer ${identity.masterKey}`, 'content-type': 'application/json' },
        body,
      })
      const text = await response.body.text()
      if (response.statusCode !== 200) throw new Error(`${origin} answered ${response.statusCode}: ${text}`)
    },
    [Symbol.asyncDispose]: () => pool.close(),
  }
}

/** Milliseconds of each call, the two taking turns so that a busy machine disturbs both alike. */
async function interleave(rounds: number, a: () => Promise<void>, b: () => Promise<void>) {
  const first: number[] = []
  const second: number[] = []
  for (let round = 0; round < rounds; round++) {
    first.push(await timeOne(a))
    second.push(await timeOne(b))
  }
  return { first, second }
}

async function timeOne(work: () => Promise<void>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}
