import { isRecord } from '@kansoku/routing'
import type { EndUser } from '../../recording/finished-call.ts'
import type { Body } from '../call/dialect.ts'

/** Claude Code's former way to put three ids into one. */
const joined = /^user_([0-9a-f]+)_account_([0-9a-f-]*)_session_([0-9a-f-]+)$/

/** Whom `metadata.user_id` means. Claude Code writes device, account and session there, as JSON or joined. */
export function parseEndUser({ metadata }: Body): EndUser | undefined {
  const given = isRecord(metadata) ? metadata.user_id : undefined
  if (typeof given !== 'string' || given === '') return undefined
  const [, device, account, session] = joined.exec(given) ?? []
  if (session !== undefined) return { ...idOf(account, device), sessionId: session }
  const fields = parseObject(given)
  if (fields === undefined) return { id: given }
  const { device_id, account_uuid, session_id } = fields
  return {
    ...idOf(account_uuid, device_id),
    ...(typeof session_id === 'string' && session_id !== '' ? { sessionId: session_id } : {}),
  }
}

function idOf(...candidates: readonly unknown[]): { id?: string } {
  const id = candidates.find((value) => typeof value === 'string' && value !== '')
  return typeof id === 'string' ? { id } : {}
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  if (!text.startsWith('{')) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** OpenAI refuses longer ones. */
const longestUserId = 64

export function shortUserId(id: string | undefined): string | undefined {
  return id !== undefined && id.length <= longestUserId ? id : undefined
}
