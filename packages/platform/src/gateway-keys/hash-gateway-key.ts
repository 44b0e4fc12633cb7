import { createHash, randomBytes } from 'node:crypto'

/** Hex SHA-256: what LiteLLM calls a token. */
export function hashGatewayKey(key: string): string {
  return createHash('sha256').update(key, 'utf8').digest('hex')
}

/** The hash that a request means, whether it names a key or its hash. */
export function hashOf(keyOrHash: string): string {
  return keyOrHash.startsWith('sk-') ? hashGatewayKey(keyOrHash) : keyOrHash
}

/** 128 random bits after `sk-`, as long as LiteLLM's. */
export function makeGatewayKey(): string {
  return `sk-${randomBytes(16).toString('base64url')}`
}

export function displayGatewayKey(key: string): string {
  return `sk-...${key.slice(-4)}`
}
