import { setTimeout as delay } from 'node:timers/promises'
import { residentMegabytes } from '../process-usage.ts'
import { type Figure, perSecond, times } from '../report.ts'
import { type BodySize, bodySizes } from './client.ts'
import { type GatewayUnderTest, startGatewayUnderTest } from './gateway-under-test.ts'

const callers = 16
/** Between two calls of one caller: a busy team of coding agents, and the machine is not full. */
const pauseMs = 200
const sizes = Object.keys(bodySizes) as BodySize[]

/** Memory of the gateway under calls and streams of all sizes, minute by minute. */
export async function* benchSoak(minutes: number): AsyncGenerator<Figure> {
  await using tested = await startGatewayUnderTest()
  const load = startLoad(tested)
  const curve: number[] = []
  for (let minute = 1; minute <= minutes; minute++) {
    await delay(60_000)
    const megabytes = await residentMegabytes(await tested.pid())
    curve.push(megabytes)
    yield { name: `resident after ${minute} min`, value: `${megabytes} MB` }
  }
  const calls = await load.stop()
  yield {
    name: 'calls',
    value: `${calls.toLocaleString('en')}, ${perSecond(calls / (minutes * 60), 'calls')}`,
  }
  // Of a single minute both halves are the same.
  const half = Math.max(1, Math.floor(curve.length / 2))
  const [first, second] = [mean(curve.slice(0, half)), mean(curve.slice(-half))]
  yield {
    name: 'mean of the second half of the time',
    value: `${Math.round(second)} MB`,
    ratio: `${times(second / first)} of the first half's`,
  }
}

/** Each caller sends whole and streamed calls of each size in turn; one that fails ends the bench. */
function startLoad({ client }: GatewayUnderTest) {
  let stopped = false
  let calls = 0
  const caller = async (offset: number) => {
    await delay((pauseMs / callers) * offset)
    for (let turn = offset; !stopped; turn++) {
      const size = sizes[turn % sizes.length] ?? '0.75 KB'
      await client[turn % 2 === 0 ? 'call' : 'stream'](size)
      calls++
      await delay(pauseMs)
    }
  }
  const all = Promise.all(Array.from({ length: callers }, (_, offset) => caller(offset)))
  // Told when the load is stopped.
  all.catch(() => undefined)
  return {
    async stop() {
      stopped = true
      await all
      return calls
    },
  }
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
