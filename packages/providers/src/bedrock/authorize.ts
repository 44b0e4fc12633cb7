import type { BuiltCall, HttpRequest, HttpResponse, Target } from '../spec/adapter.ts'
import type { ProviderPorts } from '../spec/ports.ts'
import type { ClockCorrection } from './clock-skew.ts'
import { type CredentialPlan, planCredentials } from './credentials/plan.ts'
import type { CredentialSource } from './credentials/source.ts'
import { signRequest } from './signing.ts'

/** Signs what is sent to one of AWS's services. */
export interface AwsAuthorizer {
  /** The request's headers with the proof of who calls. Rejects with `ProviderError` (authentication). */
  authorize(
    request: HttpRequest,
    target: Target,
    region: string,
    signal?: AbortSignal,
  ): Promise<Readonly<Record<string, string>>>
  /** Learns from a refusal that says `text`; true when signing and sending once more may help. */
  recover(call: BuiltCall, response: HttpResponse, text: string, region: string): boolean
}

interface AuthorizerOptions {
  /** The service's name in signatures. */
  readonly service: string
  /** Takes API keys, too. */
  readonly takesKeys: boolean
  readonly env: ProviderPorts['env']
  readonly credentials: CredentialSource
  readonly clock: ClockCorrection
}

const EXPIRED = /ExpiredToken|security token included in the request is expired/i

export function createAwsAuthorizer(options: AuthorizerOptions): AwsAuthorizer {
  const { service, takesKeys, credentials, clock } = options
  const { AWS_BEARER_TOKEN_BEDROCK: _, ...rest } = options.env
  const env = takesKeys ? options.env : rest
  const planOf = ({ params: { api_key, ...params } }: Target): CredentialPlan =>
    planCredentials(takesKeys ? { api_key, ...params } : params, env)
  return {
    async authorize(request, target, region, signal) {
      const plan = planOf(target)
      if (plan.kind === 'bearer') return { ...request.headers, authorization: `Bearer ${plan.token}` }
      const keys = await credentials.get(plan, region, signal)
      return signRequest(request, {
        service,
        region,
        credentials: keys,
        date: new Date(clock.now()),
        isS3: service === 's3',
      })
    },
    recover({ target }, { headers }, text, region) {
      const plan = planOf(target)
      if (plan.kind === 'bearer') return false
      if (clock.learn(text, headers.date)) return true
      if (plan.kind === 'static' || !EXPIRED.test(text)) return false
      credentials.discard(plan, region)
      return true
    },
  }
}
