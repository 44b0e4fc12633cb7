import { setTimeout as delay } from 'node:timers/promises'

export interface PlatformAddress {
  readonly url: string
  readonly publicKey: string
  readonly secretKey: string
}

export interface Arrival {
  readonly traceId: string
  /** Whether the trace and all its calls could be read. */
  readonly arrived: boolean
}

/** A platform that has shown nothing new for this long will not show it. */
const patienceMs = 15_000

/** Reads the traces back through the public API until each has as many observations as calls were made in it. */
export async function readBack(
  platform: PlatformAddress,
  expected: ReadonlyMap<string, number>,
): Promise<readonly Arrival[]> {
  const missing = new Set(expected.keys())
  for (let until = performance.now() + patienceMs; missing.size > 0 && performance.now() < until; ) {
    for (const traceId of missing) {
      const calls = expected.get(traceId) ?? 0
      if ((await countObservations(platform, traceId)) < calls) continue
      missing.delete(traceId)
      until = performance.now() + patienceMs
    }
    if (missing.size > 0) await delay(100)
  }
  return [...expected.keys()].map((traceId) => ({ traceId, arrived: !missing.has(traceId) }))
}

async function countObservations(
  { url, publicKey, secretKey }: PlatformAddress,
  traceId: string,
): Promise<number> {
  const credentials = Buffer.from(`${publicKey}:${secretKey}`).toString('base64')
  try {
    const response = await fetch(`${url}/api/public/traces/${traceId}`, {
      headers: { authorization: `Basic ${credentials}` },
    })
    if (!response.ok) return 0
    const { observations = [] } = (await response.json()) as { observations?: unknown[] }
    return observations.length
  } catch {
    return 0
  }
}
