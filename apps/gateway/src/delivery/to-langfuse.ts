import type { Dispatcher } from 'undici'
import { z } from 'zod'
import type { GatewaySettings } from '../config.ts'
import type { ControlPlane } from '../control/control-plane.ts'
import type { Delivery } from '../spool/shipper.ts'
import { version } from '../version.ts'
import { headOf, readCallRecord, wholeEvents } from './call-record.ts'
import { type Destination, toRejections } from './destination.ts'
import { postJson, toFailedDelivery, toUnreachable } from './post-json.ts'

const answerShape = z.object({
  errors: z
    .array(z.looseObject({ id: z.string(), status: z.number(), message: z.string().nullish() }))
    .default([]),
})

interface LangfuseOptions {
  readonly langfuse: NonNullable<GatewaySettings['langfuse']>
  /** Undefined without a connected server: everything goes to Langfuse then. */
  readonly control: ControlPlane | undefined
  /** How it is reached; undefined: as everything else. */
  readonly dispatcher?: Dispatcher | undefined
}

/**
 * A Langfuse elsewhere, through its public ingestion API. Nothing is sent while the key belongs to a project of the
 * connected server, whatever host is named: the calls are there already.
 */
export function createLangfuseDestination({ langfuse, control, dispatcher }: LangfuseOptions): Destination {
  const { host, publicKey, secretKey } = langfuse
  const address = `${host}/api/public/ingestion`
  const authorization = `Basic ${Buffer.from(`${publicKey}:${secretKey}`).toString('base64')}`
  const metadata = {
    sdk_integration: 'litellm',
    sdk_name: 'kansoku-gateway',
    sdk_version: version,
    public_key: publicKey,
  }
  return {
    name: 'langfuse',
    async deliver(calls, signal) {
      const isOwn = control?.ownsKey(publicKey) ?? false
      if (isOwn === 'unknown')
        return { kind: 'retry', reason: "It is not known yet whether the Langfuse key is the server's own." }
      const records = calls.map(readCallRecord).filter((record) => !headOf(record).serverOnly)
      if (isOwn || records.length === 0) return { kind: 'delivered', rejected: [] }
      try {
        const body = JSON.stringify({ batch: records.flatMap(wholeEvents), metadata })
        const answer = await postJson(address, authorization, body, { compressed: true, signal, dispatcher })
        if (answer.status !== 207 && answer.status !== 200) return toFailedDelivery(address, answer)
        return readResult(calls, answer.text)
      } catch (error) {
        return toUnreachable(address, error)
      }
    },
  }
}

/** Errors of the server are passing; refusals of single events are not. */
function readResult(calls: readonly Buffer[], text: string): Delivery {
  const { errors } = answerShape.parse(text === '' ? {} : JSON.parse(text))
  const passing = errors.find(({ status }) => status >= 500 || status === 429)
  if (passing) return { kind: 'retry', reason: `Langfuse answered ${passing.status} for an event.` }
  const rejected = errors.map(({ id, status, message }) => ({ id, status, message: message ?? '' }))
  return { kind: 'delivered', rejected: toRejections(calls, rejected) }
}
