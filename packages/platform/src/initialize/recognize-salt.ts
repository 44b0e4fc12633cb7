import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { apiKeys, settings } from '@kansoku/storage'
import { eq } from 'drizzle-orm'
import type { PlatformContext } from '../context.ts'

/** Tells the salt of the data again without giving it away. */
interface SaltMark {
  readonly nonce: string
  readonly hash: string
}

const saltSetting = 'api_keys.salt'

/**
 * Whether `SALT` is the one that the API keys of this data were hashed with; with another one none of them matches.
 * The first salt is remembered, and so is any other for as long as there are no keys.
 */
export async function recognizesSalt({ metadata: { db }, salt }: PlatformContext): Promise<boolean> {
  const [row] = await db.select().from(settings).where(eq(settings.key, saltSetting))
  if (row && (await isMarkOf(row.value as SaltMark, salt))) return true
  if (row) {
    const [anyKey] = await db.select({ id: apiKeys.id }).from(apiKeys).limit(1)
    if (anyKey) return false
  }
  const value = await markOf(salt, randomBytes(16).toString('hex'))
  const insert = db.insert(settings).values({ key: saltSetting, value })
  // Of two servers that start at once on fresh data the first one decides.
  if (!row) await insert.onConflictDoNothing()
  else await insert.onConflictDoUpdate({ target: settings.key, set: { value, updatedAt: new Date() } })
  return true
}

async function isMarkOf({ nonce, hash }: SaltMark, salt: string): Promise<boolean> {
  const own = Buffer.from((await markOf(salt, nonce)).hash)
  const kept = Buffer.from(hash)
  return own.length === kept.length && timingSafeEqual(own, kept)
}

async function markOf(salt: string, nonce: string): Promise<SaltMark> {
  const hash = (await promisify(scrypt)(salt, nonce, 32)) as Buffer
  return { nonce, hash: hash.toString('hex') }
}
