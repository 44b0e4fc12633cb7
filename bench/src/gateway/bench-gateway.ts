import { setTimeout as delay } from 'node:timers/promises'
import { until } from '@kansoku/test/kit/until'
import { cpuSeconds, residentMegabytes } from '../process-usage.ts'
import { type Figure, microseconds, milliseconds, perSecond, times } from '../report.ts'
import { quantile, timeAll } from '../statistics.ts'
import { type BodySize, bodySizes, type Client, createClient } from './client.ts'
import { type GatewayUnderTest, startGatewayUnderTest } from './gateway-under-test.ts'
import { type Program, pin, startPortkey, startScript } from './programs.ts'
import { chunksOfStream, msPerToken } from './upstream.ts'

const secondsEach = 1.5
const roundsAlone = 1500
/** Until V8 has compiled what is hot. */
const callsToWarm = 10_000

interface Subject {
  readonly name: string
  readonly client: Client
  readonly pid: number
}

/**
 * Calls through the gateway, with a key, budgets, prices and records, beside the same calls straight to the upstream,
 * through a bare relay and through Portkey's gateway. What is measured has a core to itself.
 */
export async function* benchGateway(): AsyncGenerator<Figure> {
  await using parts = new AsyncDisposableStack()
  await pin(process.pid, 'load')
  const tested = parts.use(await startGatewayUnderTest())
  const upstream = tested.upstream.origin
  const subject = (name: string, { origin, pid }: Pick<Program, 'origin' | 'pid'>, headers = {}): Subject => {
    return { name, pid, client: parts.use(createClient(origin, headers)) }
  }
  const direct = subject('direct', { origin: upstream, pid: 0 })
  const gateway: Subject = { name: 'Kansoku', client: tested.client, pid: await tested.pid() }
  const relay = subject('relay', parts.use(await startScript('relay', 'measured', [upstream])))
  const portkey = subject('Portkey', parts.use(await startPortkey()), portkeyHeaders(upstream))
  // With an upstream of one's own, streams end with 500 in Portkey 1.15.2.
  const peers = [relay, portkey]
  for (const { client } of [gateway, ...peers]) await timeAll(callsToWarm, 16, () => client.call('0.75 KB'))
  yield* benchAlone([direct, gateway, ...peers])
  for (const kind of ['call', 'stream'] as const) {
    for (const size of Object.keys(bodySizes) as BodySize[]) {
      for (const concurrency of [1, 16, 64]) {
        yield await benchCell(gateway, kind === 'call' ? peers : [relay], { kind, size, concurrency })
      }
    }
  }
  for (const streams of [200, 500]) yield* benchPaced([direct, gateway, relay], streams)
  yield {
    name: 'resident memory of the gateway after all this',
    value: `${await residentMegabytes(gateway.pid)} MB`,
  }
  yield { name: 'answering again after kill -9', value: milliseconds(await restartTime(tested)) }
}

const portkeyHeaders = (upstream: string) => ({
  authorization: 'Bearer sk-upstream',
  'x-portkey-provider': 'openai',
  'x-portkey-custom-host': `${upstream}/v1`,
})

/** One call at a time, the subjects taking turns so that a busy machine disturbs all alike. */
async function* benchAlone(subjects: readonly Subject[]): AsyncGenerator<Figure> {
  const samples = subjects.map((): number[] => [])
  for (let round = 0; round < roundsAlone; round++) {
    for (const [index, { client }] of subjects.entries()) {
      const started = performance.now()
      await client.call('0.75 KB')
      samples[index]?.push(performance.now() - started)
    }
  }
  const [direct = []] = samples
  yield {
    name: 'a call straight to the upstream, one at a time',
    value: `p50 ${milliseconds(quantile(direct, 0.5))}, p99 ${milliseconds(quantile(direct, 0.99))}`,
  }
  for (const [index, { name }] of subjects.entries()) {
    if (index === 0) continue
    const added = (share: number) =>
      milliseconds(quantile(samples[index] ?? [], share) - quantile(direct, share))
    yield { name: `${name} adds`, value: `p50 ${added(0.5)}, p99 ${added(0.99)}` }
  }
}

interface Cell {
  readonly kind: 'call' | 'stream'
  readonly size: BodySize
  readonly concurrency: number
}

async function benchCell(gateway: Subject, peers: readonly Subject[], cell: Cell): Promise<Figure> {
  const own = await load(gateway, cell)
  const shown = (name: string, { cpu, rate }: typeof own) =>
    `${name} ${microseconds(cpu)}, ${perSecond(rate, 'calls')}`
  const values = [shown(gateway.name, own)]
  const ratios: string[] = []
  for (const peer of peers) {
    const other = await load(peer, cell)
    values.push(shown(peer.name, other))
    ratios.push(`CPU ${times(own.cpu / other.cpu)}, calls ${times(own.rate / other.rate)} of ${peer.name}'s`)
  }
  return {
    name: `${cell.kind} of ${cell.size}, ${cell.concurrency} at a time`,
    value: values.join(' · '),
    ratio: ratios.join('; '),
  }
}

/** Calls a second, and seconds of CPU for each. */
async function load({ client, pid }: Subject, { kind, size, concurrency }: Cell) {
  await timeAll(concurrency * 2, concurrency, () => client[kind](size))
  const before = await cpuSeconds(pid)
  const started = performance.now()
  const elapsed = () => (performance.now() - started) / 1000
  let calls = 0
  const caller = async () => {
    for (; elapsed() < secondsEach; calls++) await client[kind](size)
  }
  await Promise.all(Array.from({ length: concurrency }, caller))
  const seconds = elapsed()
  return { rate: calls / seconds, cpu: ((await cpuSeconds(pid)) - before) / calls }
}

/** Many streams at once with a token each 20 ms: how much later than that the next one comes. */
async function* benchPaced(subjects: readonly Subject[], streams: number): AsyncGenerator<Figure> {
  for (const { name, client, pid } of subjects) {
    const before = await cpuSeconds(pid)
    const spread = async (index: number) => {
      await delay((index % 100) * (msPerToken / 100))
      return client.pacedStream()
    }
    const gaps = (await Promise.all(Array.from({ length: streams }, (_, index) => spread(index)))).flat()
    const cpu = ((await cpuSeconds(pid)) - before) / (streams * chunksOfStream)
    yield {
      name: `${streams} streams of a token each ${msPerToken} ms, ${name}`,
      value: `between tokens p50 ${milliseconds(quantile(gaps, 0.5))}, p99 ${milliseconds(quantile(gaps, 0.99))}${pid ? `, ${microseconds(cpu)} of CPU a token` : ''}`,
    }
  }
}

async function restartTime({ pid, origin }: GatewayUnderTest): Promise<number> {
  process.kill(await pid(), 'SIGKILL')
  const started = performance.now()
  const answers = async () => (await fetch(`${origin}/health/readiness`).catch(() => undefined))?.ok
  await until(answers, { describe: () => 'the gateway to be back' })
  return performance.now() - started
}
