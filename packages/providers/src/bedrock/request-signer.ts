import { hash } from 'node:crypto'
import type { HttpRequest } from '../spec/adapter.ts'
import type { BedrockPorts } from './adapter.ts'
import { createAwsAuthorizer } from './authorize.ts'
import { createClockCorrection } from './clock-skew.ts'
import { createCredentialSource } from './credentials/source.ts'

/** The request's headers with AWS's signature in them. Rejects with `ProviderError` (authentication). */
export type SignRequest = (
  request: HttpRequest,
  region: string,
  signal?: AbortSignal,
) => Promise<Readonly<Record<string, string>>>

/** Signs requests to a service of AWS with the credentials of the environment, the profile or the machine. */
export function createRequestSigner(service: string, ports: BedrockPorts): SignRequest {
  const aws = createAwsAuthorizer({
    service,
    takesKeys: false,
    env: ports.env,
    credentials: ports.credentials ?? createCredentialSource({ now: ports.now, env: ports.env }),
    clock: createClockCorrection(ports.now),
  })
  const target = { provider: service, model: service, params: {}, dropParams: false }
  return (request, region, signal) => {
    const headers = { ...request.headers, 'x-amz-content-sha256': hash('sha256', request.body ?? '') }
    return aws.authorize({ ...request, headers }, target, region, signal)
  }
}
