import { hash, timingSafeEqual } from 'node:crypto'

/** A server has one salt, and every request of an SDK brings a secret. */
let lastSalt = { salt: '', hash: hash('sha256', '') }

/**
 * Hex SHA-256 of the secret followed by the hex SHA-256 of the salt: the same as Langfuse's fast hash, so that keys
 * brought over from there keep working under the same `SALT`.
 */
export function hashSecretKey(secretKey: string, salt: string): string {
  if (lastSalt.salt !== salt) lastSalt = { salt, hash: hash('sha256', salt) }
  return hash('sha256', secretKey + lastSalt.hash)
}

/** Compares two hashes in constant time. */
export function equalHashes(a: string, b: string): boolean {
  const left = Buffer.from(a)
  const right = Buffer.from(b)
  return left.length === right.length && timingSafeEqual(left, right)
}

/** What may be shown of a secret: nothing of one that is too short to leave most of it out. */
export function displaySecretKey(secretKey: string): string {
  if (secretKey.length < 14) return '...'
  return `${secretKey.slice(0, 6)}...${secretKey.slice(-4)}`
}
