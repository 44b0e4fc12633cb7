import { ApiError } from '@kansoku/sdk'
import { isPassing } from '../../lib/api.ts'

export type SignInError = 'wrong' | 'tooMany' | 'origin' | 'away' | 'unknown'

/** What to tell somebody whose sign-in failed. */
export function signInErrorOf(error: unknown): SignInError {
  if (isPassing(error)) return 'away'
  if (!(error instanceof ApiError)) return 'unknown'
  if (error.status === 401 || error.status === 400 || error.status === 422) return 'wrong'
  if (error.status === 429) return 'tooMany'
  return error.status === 403 ? 'origin' : 'unknown'
}
