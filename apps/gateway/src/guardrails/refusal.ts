import { ProviderError } from '@kansoku/providers'

/** A call that a guardrail does not let pass; no failure of any deployment. */
export class GuardrailRefusal extends ProviderError {
  constructor(message: string) {
    super('content_policy', message, { provider: 'guardrail' })
  }
}

/** A guardrail that cannot be asked, and without which calls may not go on. */
export class GuardrailUnreachable extends ProviderError {
  constructor(name: string, cause: unknown) {
    const reason = cause instanceof ProviderError ? cause.message : String(cause)
    super('service_unavailable', `The guardrail "${name}" could not be asked: ${reason}`, {
      provider: 'guardrail',
      cause,
    })
  }
}
