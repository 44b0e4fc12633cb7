import { signRequest } from '../signing.ts'
import type { AwsCredentials } from './aws-credentials.ts'

const BODY = 'Action=GetCallerIdentity&Version=2011-06-15'
const ANSWER_WITHIN_MS = 5_000

/**
 * Whether credentials already belong to a role: asked after AssumeRole was refused, since a role need not be allowed
 * to assume itself. Never throws.
 */
export async function isAssumedAlready(
  credentials: AwsCredentials,
  roleArn: string,
  region: string,
  endpoint = `https://sts.${region}.amazonaws.com`,
): Promise<boolean> {
  try {
    const url = new URL('/', endpoint).href
    const contentType = 'application/x-www-form-urlencoded'
    const headers = await signRequest(
      { method: 'POST', url, headers: { 'content-type': contentType }, body: BODY },
      { service: 'sts', region, credentials, date: new Date() },
    )
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS)
    const response = await fetch(url, { method: 'POST', headers, body: BODY, signal })
    const [, account, role] =
      /<Arn>arn:[\w-]+:sts::(\d+):assumed-role\/([^/<]+)\//.exec(await response.text()) ?? []
    return account !== undefined && roleArn.includes(`::${account}:role/`) && roleArn.endsWith(`/${role}`)
  } catch {
    return false
  }
}
