/** How the gateway fares with what it has to record. */
export interface Recording {
  /** Calls since it started that are recorded nowhere. */
  readonly lost: number
  /** Why its destinations get nothing at the moment. */
  readonly waitsFor: readonly string[]
}

/** Asks the gateway; undefined when it does not answer. */
export async function readRecording(gatewayUrl: string): Promise<Recording | undefined> {
  try {
    const answer = await fetch(`${gatewayUrl}/health/readiness`, { signal: AbortSignal.timeout(2_000) })
    const { spool } = (await answer.json()) as Readiness
    const reasons = Object.values(spool?.destinations ?? {})
    return {
      lost: (spool?.lost ?? 0) + (spool?.dropped ?? 0),
      waitsFor: reasons.filter((reason) => reason !== null),
    }
  } catch {
    return undefined
  }
}

interface Readiness {
  readonly spool?: {
    readonly lost?: number
    readonly dropped?: number
    readonly destinations?: Readonly<Record<string, string | null>>
  }
}
