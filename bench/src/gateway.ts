import { type Client, createClient } from './gateway-client.ts'
import { startGatewayUnderTest } from './gateway-under-test.ts'
import { cpuSeconds } from './process-cpu.ts'
import { type Figure, microseconds, milliseconds, perSecond, times } from './report.ts'
import { quantile, timeAll } from './statistics.ts'
import { chunksOfStream } from './upstream.ts'

const calls = 6000
const streams = 80

/** A call through the gateway, authenticated, priced and recorded, against the same call straight to the upstream. */
export async function benchGateway(): Promise<Figure[]> {
  await using tested = await startGatewayUnderTest()
  const { pid, client: gateway } = tested
  await using direct = createClient(tested.upstreamUrl.replace('/v1', ''))
  const single = await interleave(2000, timed(direct.call), timed(gateway.call))
  const directSeconds = await timeAll(calls, 16, direct.call)
  const cpuBefore = await cpuSeconds(pid)
  const gatewaySeconds = await timeAll(calls, 16, gateway.call)
  const cpuPerCall = ((await cpuSeconds(pid)) - cpuBefore) / calls
  const added = (share: number) => quantile(single.second, share) - quantile(single.first, share)
  return [
    { name: 'direct call, one at a time, p50', value: milliseconds(quantile(single.first, 0.5)) },
    { name: 'gateway call, one at a time, p50', value: milliseconds(quantile(single.second, 0.5)) },
    { name: 'added by the gateway, p50', value: milliseconds(added(0.5)) },
    { name: 'added by the gateway, p99', value: milliseconds(added(0.99)) },
    { name: 'direct, 16 at a time', value: perSecond(calls / directSeconds, 'calls') },
    {
      name: 'gateway, 16 at a time',
      value: perSecond(calls / gatewaySeconds, 'calls'),
      ratio: `${times(directSeconds / gatewaySeconds)} of direct`,
    },
    { name: 'CPU of the gateway, 16 at a time', value: `${microseconds(cpuPerCall)} a call` },
    ...(await benchStreams(direct, gateway, { pid, cpuPerCall })),
  ]
}

/** What is left of the CPU when the cost of a call is taken off, is the cost of passing its chunks on. */
async function benchStreams(
  direct: Client,
  gateway: Client,
  { pid, cpuPerCall }: { pid: number; cpuPerCall: number },
): Promise<Figure[]> {
  await timeAll(50, 4, async () => void (await gateway.stream()))
  const cpuBefore = await cpuSeconds(pid)
  const { first, second } = await interleave(streams, direct.stream, gateway.stream)
  const cpuPerStream = ((await cpuSeconds(pid)) - cpuBefore) / streams
  return [
    {
      name: 'added to the first chunk of a stream, p50',
      value: milliseconds(quantile(second, 0.5) - quantile(first, 0.5)),
    },
    {
      name: 'CPU of the gateway for a streamed chunk',
      value: microseconds((cpuPerStream - cpuPerCall) / chunksOfStream),
    },
  ]
}

/** Milliseconds of each call, the two taking turns so that a busy machine disturbs both alike. */
async function interleave(rounds: number, a: () => Promise<number>, b: () => Promise<number>) {
  const first: number[] = []
  const second: number[] = []
  for (let round = 0; round < rounds; round++) {
    first.push(await a())
    second.push(await b())
  }
  return { first, second }
}

function timed(work: () => Promise<void>) {
  return async () => {
    const started = performance.now()
    await work()
    return performance.now() - started
  }
}
