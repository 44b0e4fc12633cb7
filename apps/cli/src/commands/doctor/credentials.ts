import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Environment } from '../../environment/layers.ts'
import type { Examine, Finding } from './finding.ts'

/** Whether AWS credentials can be found when the config file needs them. They are not read further than being there. */
export const examineCredentials: Examine = async ({ settings: { values }, configFile }) => {
  if (configFile === undefined) return []
  const text = await readFile(configFile, 'utf8')
  return /\b(bedrock|sagemaker)\//.test(text.replace(/(^|\s)#.*$/gm, '')) ? [await examineAws(values)] : []
}

/** The order of the AWS SDKs' chain; the first that is there is the one that is used. */
async function examineAws(values: Environment): Promise<Finding> {
  const own = variableWithCredentials(values)
  if (own) return { level: 'ok', key: 'doctor.aws', values: { source: own } }
  const profile = values.AWS_PROFILE ?? 'default'
  if (await hasProfile(values, profile))
    return { level: 'ok', key: 'doctor.aws.profile', values: { profile } }
  const ofPlatform = variableOfPlatform(values)
  if (ofPlatform) return { level: 'ok', key: 'doctor.aws', values: { source: ofPlatform } }
  if (await hasInstanceRole(values)) return { level: 'ok', key: 'doctor.aws.role' }
  return { level: 'fail', key: 'doctor.aws.none', remedy: 'doctor.remedy.aws' }
}

function variableWithCredentials(values: Environment): string | undefined {
  if (values.AWS_BEARER_TOKEN_BEDROCK) return 'AWS_BEARER_TOKEN_BEDROCK'
  return values.AWS_ACCESS_KEY_ID && values.AWS_SECRET_ACCESS_KEY ? 'AWS_ACCESS_KEY_ID' : undefined
}

/** Kubernetes and container services set one. */
function variableOfPlatform(values: Environment): string | undefined {
  const token = values.AWS_WEB_IDENTITY_TOKEN_FILE
  if (token && existsSync(token)) return 'AWS_WEB_IDENTITY_TOKEN_FILE'
  return ['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI', 'AWS_CONTAINER_CREDENTIALS_FULL_URI'].find(
    (name) => values[name],
  )
}

async function hasProfile(values: Environment, profile: string): Promise<boolean> {
  const home = values.HOME ?? homedir()
  const files = [
    values.AWS_SHARED_CREDENTIALS_FILE ?? join(home, '.aws/credentials'),
    values.AWS_CONFIG_FILE ?? join(home, '.aws/config'),
  ]
  const texts = await Promise.all(files.map((path) => readFile(path, 'utf8').catch(() => '')))
  const wanted = [`[${profile}]`, `[profile ${profile}]`]
  return texts.some((text) =>
    text.split('\n').some((line) => wanted.includes(line.trim().replace(/\s+/g, ' '))),
  )
}

/** Asks the instance metadata service (IMDSv2) whether it is there and has a role. */
async function hasInstanceRole(values: Environment): Promise<boolean> {
  if (values.AWS_EC2_METADATA_DISABLED === 'true') return false
  const endpoint = values.AWS_EC2_METADATA_SERVICE_ENDPOINT ?? 'http://169.254.169.254'
  try {
    const token = await fetch(new URL('/latest/api/token', endpoint), {
      method: 'PUT',
      headers: { 'x-aws-ec2-metadata-token-ttl-seconds': '60' },
      signal: AbortSignal.timeout(1_000),
    })
    const role = await fetch(new URL('/latest/meta-data/iam/security-credentials/', endpoint), {
      headers: { 'x-aws-ec2-metadata-token': await token.text() },
      signal: AbortSignal.timeout(1_000),
    })
    return role.ok && (await role.text()).trim() !== ''
  } catch {
    return false
  }
}
