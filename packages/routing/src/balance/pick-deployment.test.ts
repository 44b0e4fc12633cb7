import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadGatewayConfig } from '../config/load.ts'
import { type PickSituation, pickDeployment } from './pick-deployment.ts'
import { createDeploymentTraffic } from './traffic.ts'

/** A group `a` whose deployments are `d0`, `d1`…, with traffic on a clock that only tests move. */
function createGroup(params: readonly object[], router: object = {}) {
  const { config } = loadGatewayConfig('config.yaml', {
    env: {},
    isProviderSupported: () => true,
    readText: () =>
      JSON.stringify({
        model_list: params.map((own, index) => ({
          model_name: 'a',
          litellm_params: { model: 'openai/x', ...own },
          model_info: { id: `d${index}` },
        })),
        router_settings: router,
      }),
  })
  const clock = { now: 0 }
  const traffic = createDeploymentTraffic(() => clock.now)
  const { deployments, balancing } = config
  const pick = (random: number, situation: Partial<PickSituation> = {}) => {
    const picked = pickDeployment(deployments, {
      balancing,
      traffic,
      kind: 'whole',
      random,
      isCooling: () => false,
      failed: new Set(),
      tokens: 0,
      ...situation,
    })
    return typeof picked === 'string' ? picked : picked.id
  }
  /** How many of a thousand evenly spread picks each deployment gets. */
  const shares = (situation?: Partial<PickSituation>) => {
    const picks = Array.from({ length: 1000 }, (_, step) => pick(step / 1000, situation))
    return deployments.map(({ id }) => picks.filter((picked) => picked === id).length)
  }
  return { deployments, clock, traffic, pick, shares }
}

const random = fc.double({ min: 0, max: 0.999, noNaN: true })

describe('whatever the strategy', () => {
  const order = fc.integer({ min: 0, max: 2 })
  const entries = fc.array(fc.record({ order, cooling: fc.boolean(), failed: fc.boolean() }), {
    minLength: 1,
    maxLength: 6,
  })
  const strategy = fc.constantFrom(
    ...[
      'simple-shuffle',
      'least-busy',
      'usage-based-routing-v2',
      'latency-based-routing',
      'cost-based-routing',
    ],
  )

  test('the picked one is healthy, of the lowest order, and has not just failed when another is left', () => {
    fc.assert(
      fc.property(entries, strategy, random, (list, routing_strategy, value) => {
        const { deployments, pick } = createGroup(
          list.map((entry) => ({ order: entry.order })),
          { routing_strategy },
        )
        const state = new Map(deployments.map(({ id }, index) => [id, list[index]]))
        const isCooling = (id: string) => state.get(id)?.cooling ?? false
        const failed = new Set(deployments.filter(({ id }) => state.get(id)?.failed).map(({ id }) => id))
        const healthy = deployments.filter(({ id }) => !isCooling(id))
        const id = pick(value, { isCooling, failed })
        expect(id === 'resting').toBe(healthy.length === 0)
        if (healthy.length === 0) return
        const fresh = healthy.filter((one) => !failed.has(one.id))
        const usable = fresh.length > 0 ? fresh : healthy
        const picked = usable.find((one) => one.id === id)
        expect(picked?.order).toBe(Math.min(...usable.map((one) => one.order)))
      }),
    )
  })

  test('one at its rate of the minute is passed over, and the next minute has room again', () => {
    const { traffic, pick, clock } = createGroup([{ rpm: 2 }, { tpm: 100 }], { enable_pre_call_checks: true })
    traffic.begin('d0', 'whole')
    traffic.begin('d0', 'whole')
    expect(pick(0)).toBe('d1')
    expect(pick(0, { tokens: 101 })).toBe('limited')
    traffic.begin('d1', 'whole').end({ tokens: 95 })
    expect(pick(0, { tokens: 5 })).toBe('d1')
    expect(pick(0, { tokens: 6 })).toBe('limited')
    clock.now += 60_000
    expect(pick(0)).toBe('d0')
  })

  test('one with as many calls under way as it may have is passed over until one ends', () => {
    const { traffic, pick } = createGroup([{ max_parallel_requests: 1 }, {}], {
      default_max_parallel_requests: 1,
    })
    const trip = traffic.begin('d0', 'stream')
    expect(pick(0)).toBe('d1')
    traffic.begin('d1', 'stream')
    expect(pick(0)).toBe('busy')
    trip.end()
    trip.end()
    expect(pick(0)).toBe('d0')
    expect(traffic.running('d0')).toBe(0)
  })
})

describe('simple-shuffle', () => {
  test('weights decide the shares, else rpm, else tpm; without any they are even', () => {
    expect(createGroup([{ weight: 9 }, { weight: 1 }]).shares()).toEqual([900, 100])
    expect(createGroup([{ rpm: 30 }, { rpm: 10 }]).shares()).toEqual([750, 250])
    expect(createGroup([{ tpm: 1000 }, { tpm: 4000 }]).shares()).toEqual([200, 800])
    expect(createGroup([{}, {}]).shares()).toEqual([500, 500])
    expect(createGroup([{ weight: 3 }, {}]).shares()).toEqual([1000, 0])
  })

  test('shares are in proportion to whatever weights', () => {
    const weights = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(weights, (list) => {
        const total = list.reduce((sum, weight) => sum + weight, 0)
        const shares = createGroup(list.map((weight) => ({ weight }))).shares()
        for (const [index, weight] of list.entries()) {
          // A boundary may fall to either side of it.
          expect(Math.abs((shares[index] ?? 0) - (1000 * weight) / total)).toBeLessThan(2)
        }
      }),
      { numRuns: 30 },
    )
  })

  test('limits only weigh unless the config checks them', () => {
    const { traffic, pick } = createGroup([{ rpm: 1 }, { rpm: 1 }])
    for (const id of ['d0', 'd1']) traffic.begin(id, 'whole')
    expect(pick(0)).toBe('d0')
  })
})

describe('the other strategies', () => {
  test('least-busy takes the one with the fewest calls under way, the equally busy share', () => {
    const { traffic, shares } = createGroup([{}, {}, {}], { routing_strategy: 'least-busy' })
    const trips = [traffic.begin('d0', 'stream'), traffic.begin('d1', 'whole')]
    expect(shares()).toEqual([0, 0, 1000])
    trips[0]?.end()
    expect(shares()).toEqual([500, 0, 500])
  })

  test('calls that are spread by least-busy differ by one at most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 5 }), fc.array(random, { maxLength: 40 }), (count, calls) => {
        const { traffic, pick, deployments } = createGroup(Array(count).fill({}), {
          routing_strategy: 'least-busy',
        })
        for (const value of calls) traffic.begin(pick(value), 'whole')
        const running = deployments.map(({ id }) => traffic.running(id))
        expect(Math.max(...running) - Math.min(...running)).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('usage-based takes the one with the fewest tokens this minute', () => {
    const { traffic, shares, clock } = createGroup([{}, {}], { routing_strategy: 'usage-based-routing-v2' })
    traffic.begin('d0', 'whole').end({ tokens: 50 })
    traffic.begin('d1', 'whole').end({ tokens: 60 })
    expect(shares()).toEqual([1000, 0])
    clock.now += 60_000
    expect(shares()).toEqual([500, 500])
  })

  test('cost-based takes the cheapest by its own prices or the catalogue; what has no price comes last', () => {
    const prices = { input_cost_per_token: 0.000001, output_cost_per_token: 0.000002 }
    const routing_strategy = 'cost-based-routing'
    const models = [
      { model: 'openai/gpt-4o' },
      { model: 'openai/x', ...prices },
      { model: 'openai/nobody-knows' },
    ]
    expect(createGroup(models, { routing_strategy }).shares()).toEqual([0, 1000, 0])
    expect(createGroup([models[2] ?? {}, models[0] ?? {}], { routing_strategy }).shares()).toEqual([0, 1000])
  })

  describe('latency-based', () => {
    const answer = (group: ReturnType<typeof createGroup>, id: string, seconds: number) => {
      const trip = group.traffic.begin(id, 'whole')
      group.clock.now += seconds * 1000
      trip.end({ outputTokens: 10 })
    }

    test('takes the fastest per token, those within the buffer share, and the unknown is tried first', () => {
      const group = createGroup([{}, {}, {}], {
        routing_strategy: 'latency-based-routing',
        routing_strategy_args: { lowest_latency_buffer: 0.5 },
      })
      answer(group, 'd0', 10)
      answer(group, 'd1', 14)
      expect(group.shares()).toEqual([0, 0, 1000])
      answer(group, 'd2', 20)
      expect(group.shares()).toEqual([500, 500, 0])
    })

    test('streams are compared by their first content', () => {
      const group = createGroup([{}, {}], { routing_strategy: 'latency-based-routing' })
      for (const [id, seconds] of [
        ['d0', 3],
        ['d1', 1],
      ] as const) {
        const trip = group.traffic.begin(id, 'stream')
        group.clock.now += seconds * 1000
        trip.answered()
        group.clock.now += 60_000
        trip.end({ outputTokens: 1 })
      }
      expect(group.shares({ kind: 'stream' })).toEqual([0, 1000])
    })

    test('a timeout counts for as long as it is remembered: ten answers, or the ttl', () => {
      const group = createGroup([{}, {}], {
        routing_strategy: 'latency-based-routing',
        routing_strategy_args: { ttl: 100 },
      })
      group.traffic.begin('d0', 'whole').end({ timedOut: true })
      answer(group, 'd1', 90)
      expect(group.shares()).toEqual([0, 1000])
      group.clock.now += 20_000
      expect(group.shares()).toEqual([1000, 0])
    })

    test('only the last ten answers count', () => {
      const group = createGroup([{}, {}], { routing_strategy: 'latency-based-routing' })
      answer(group, 'd0', 500)
      answer(group, 'd1', 20)
      for (let count = 0; count < 10; count++) answer(group, 'd0', 1)
      expect(group.shares()).toEqual([1000, 0])
    })
  })
})
