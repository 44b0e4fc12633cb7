import { ProviderError } from '../../spec/error.ts'

export function badRequest(message: string, param?: string): ProviderError {
  return new ProviderError('bad_request', message, { provider: 'gemini', ...(param ? { param } : {}) })
}
