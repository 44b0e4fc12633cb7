import type { Route } from '../http/route.ts'
import {
  blockKey,
  checkKeyHealth,
  deleteKeys,
  generateKey,
  getKeyInfo,
  listKeys,
  regenerateKey,
  unblockKey,
  updateKey,
} from './keys.ts'

/** The server takes LiteLLM's management routes below this path, from gateways alone. */
export const managementPrefix = '/api/internal/litellm'

/** Who asks, as the gateway has found out: `proxy_admin`, or `key:` and the hash of a virtual key. */
export const callerHeader = 'x-kansoku-caller'

/** Routes that a gateway hands on to its server. */
export const managementRoutes: readonly Route[] = [
  generateKey,
  updateKey,
  deleteKeys,
  regenerateKey,
  blockKey,
  unblockKey,
  getKeyInfo,
  listKeys,
  checkKeyHealth,
]
