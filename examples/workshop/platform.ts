import { setTimeout as delay } from 'node:timers/promises'
import { LangfuseClient } from '@langfuse/client'

/** Where the platform is, and the keys of a project there; the defaults are those of `.env.example`. */
export const platform = {
  baseUrl: process.env.LANGFUSE_HOST ?? 'http://localhost:3000',
  publicKey: process.env.LANGFUSE_PUBLIC_KEY ?? 'pk-lf-ac11f99d-904b-460b-b23d-d7022139e114',
  secretKey: process.env.LANGFUSE_SECRET_KEY ?? 'sk-lf-e4733269-542a-4a44-af2c-7ecfcae0feea',
}

/** A trace with so many observations: the gateway tells of a call a moment after its answer. */
export async function readTrace(id: string, observations: number) {
  const { api } = new LangfuseClient(platform)
  for (let tries = 0; tries < 60; tries++) {
    const trace = await api.trace.get(id).catch(() => undefined)
    if (trace && trace.observations.length >= observations) return trace
    await delay(500)
  }
  throw new Error(`the trace ${id} has not come to ${platform.baseUrl}`)
}
