import type { VirtualKey } from '@kansoku/contracts'

export type KeyState = 'active' | 'blocked' | 'expired' | 'spent'

/** Why a key is refused, if it is. `now` in milliseconds since 1970. */
export function keyStateOf(key: VirtualKey, now: number): KeyState {
  if (key.isBlocked) return 'blocked'
  if (key.expiresAt !== null && Date.parse(key.expiresAt) <= now) return 'expired'
  if (key.maxBudget !== null && key.spend >= key.maxBudget) return 'spent'
  return 'active'
}
