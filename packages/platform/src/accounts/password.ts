import { hash, verify } from '@node-rs/argon2'

/** Argon2id with the library's default cost, run outside the event loop. */
export function hashPassword(password: string): Promise<string> {
  return hash(password)
}

/** False also for a stored value that is no Argon2 hash. */
export async function verifyPassword(stored: string, password: string): Promise<boolean> {
  try {
    return await verify(stored, password)
  } catch {
    return false
  }
}
