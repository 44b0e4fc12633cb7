import { type CallRules, isRecord } from '@kansoku/routing'
import { readSteering } from '../../recording/steering.ts'
import type { Caller } from '../authentication.ts'
import { badRequest } from '../http-error.ts'
import type { Body } from './dialect.ts'

/**
 * Holds a call to what the config, and its key, demand of it.
 * @throws {HttpError} 400 that names the field
 */
export function checkCallRules(
  { required, refuseTags }: CallRules,
  { key }: Caller,
  body: Body,
  headers: Body,
): void {
  const ofKey = key?.metadata.enforced_params
  for (const path of [...required, ...(Array.isArray(ofKey) ? ofKey.map(String) : [])]) {
    if (isMissing(body, path)) throw badRequest(`${path} is missing; every call must give it here.`, path)
  }
  if (refuseTags && readSteering(body, headers).tags.length > 0)
    throw badRequest('tags may not be given by a call; those of its key count here.', 'metadata.tags')
}

function isMissing(body: Body, path: string): boolean {
  let value: unknown = body
  for (const part of path.split('.')) {
    if (!isRecord(value)) return true
    value = value[part]
  }
  return value === undefined || value === null || value === ''
}
