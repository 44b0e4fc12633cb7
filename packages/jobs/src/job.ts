import type { z } from 'zod'

/** Work that is done beside requests: one file per job, and one list that names them all. */
export interface Job<Context, Payload extends object = object> {
  /** `<noun>-<verb>`; stored, so it never changes. */
  readonly name: string
  readonly payload: z.ZodType<Payload>
  /** When it runs by itself, with an empty payload: five cron fields, UTC. Several servers run it once. */
  readonly cron?: string
  /** A run that takes longer is given up and tried again. Default 900. */
  readonly timeoutSeconds?: number
  /** How often a run that failed is tried again, after half a minute and then longer and longer. Default 3. */
  readonly retries?: number
  /** How soon a queued run is noticed. Default 10. */
  readonly pollSeconds?: number
  /** `signal` aborts when the server stops or the time is up. What it throws is logged, and the run tried again. */
  readonly run: (context: Context, payload: Payload, signal: AbortSignal) => Promise<void>
}

/** Keeps the type of the payload for whoever enqueues the job. */
export function defineJob<Context, Payload extends object>(
  job: Job<Context, Payload>,
): Job<Context, Payload> {
  return job
}
