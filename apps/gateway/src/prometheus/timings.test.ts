import fc from 'fast-check'
import { AggregatorRegistry, Histogram, Registry } from 'prom-client'
import { expect, test } from 'vitest'
import { createTimings } from './timings.ts'

const red = { team: 'red' }
const blue = { team: 'blue "quoted"' }

test('tells what a histogram of prom-client tells, also added up with that of another process', async () => {
  const seconds = fc.constantFrom(0, 0.05, 0.1, 0.10001, 0.5, 1, 7)
  const observations = fc.array(fc.tuple(fc.constantFrom(red, blue), seconds))
  await fc.assert(
    fc.asyncProperty(observations, async (all) => {
      const options = { name: 'took_seconds', help: 'Time.', labelNames: ['team'] as const }
      const buckets = [0.1, 0.5, 1]
      const [own, theirs] = [new Registry(), new Registry()]
      const timings = createTimings({ ...options, buckets, registry: own })
      const histogram = new Histogram({ ...options, buckets, registers: [theirs] })
      for (const [labels, took] of all) {
        timings.observe(labels, took)
        histogram.observe(labels, took)
      }
      expect(await own.metrics()).toBe(await theirs.metrics())
      expect(await addedUp(own)).toBe(await addedUp(theirs))
    }),
  )
})

async function addedUp(registry: Registry): Promise<string> {
  const told = (await registry.getMetricsAsJSON()) as unknown as object[]
  return AggregatorRegistry.aggregate([told, structuredClone(told)]).metrics()
}
