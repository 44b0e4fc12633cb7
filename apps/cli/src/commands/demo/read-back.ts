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

const patienceMs = 20_000

/** Reads each trace back through the public API until it has as many observations as calls were made in it. */
export async function readBack(
  platform: PlatformAddress,
  expected: ReadonlyMap<string, number>,
): Promise<readonly Arrival[]> {
  const arrivals: Arrival[] = []
  for (const [traceId, calls] of expected) {
    arrivals.push({ traceId, arrived: await arrives(platform, traceId, calls) })
  }
  return arrivals
}

async function arrives(platform: PlatformAddress, traceId: string, calls: number): Promise<boolean> {
  const until = performance.now() + patienceMs
  for (;;) {
    if ((await countObservations(platform, traceId)) >= calls) return true
    if (performance.now() > until) return false
    await delay(100)
  }
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
