import { KansokuError } from '@kansoku/contracts'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

interface SignInAttempt {
  /** It was no wrong guess: returns what the attempt cost. */
  giveBack(): Promise<void>
}

/**
 * Slows down guessing: per client and address, and per client over all addresses. Only failures count, so whoever
 * knows the password is never locked out by their own sign-ins.
 */
export function createSignInLimit() {
  const perAddress = new RateLimiterMemory({ keyPrefix: 'address', points: 10, duration: 5 * 60 })
  const perClient = new RateLimiterMemory({ keyPrefix: 'client', points: 100, duration: 15 * 60 })
  return {
    /** Throws `too_many_requests` with the time to wait. */
    async begin(ip: string, email: string): Promise<SignInAttempt> {
      const address = `${ip} ${email}`
      try {
        await perAddress.consume(address)
        await perClient.consume(ip)
      } catch (rejection) {
        if (!(rejection instanceof RateLimiterRes)) throw rejection
        throw new KansokuError(
          'too_many_requests',
          'Too many failed sign-ins. Wait a little and try again.',
          {
            retryAfterSeconds: Math.max(1, Math.ceil(rejection.msBeforeNext / 1000)),
          },
        )
      }
      return {
        async giveBack() {
          await perAddress.reward(address)
          await perClient.reward(ip)
        },
      }
    },
  }
}
