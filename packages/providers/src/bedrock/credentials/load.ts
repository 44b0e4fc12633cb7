import { readFile } from 'node:fs/promises'
import type { Env } from '../../spec/settings.ts'
import type { AwsCredentials } from './aws-credentials.ts'
import { isAssumedAlready } from './caller-identity.ts'
import type { CredentialPlan, SourcePlan } from './plan.ts'

export type AwsPlan = Exclude<CredentialPlan, { kind: 'bearer' }>

/**
 * Gets credentials as a plan says, through AWS's own providers (they read the process environment and `~/.aws`).
 * `region` is where STS is asked. Rejects with whatever the provider rejected with.
 */
export async function loadCredentials(plan: AwsPlan, region: string, env: Env): Promise<AwsCredentials> {
  switch (plan.kind) {
    case 'assume_role':
      return assumeRole(plan, region)
    case 'web_identity':
      return assumeWithToken(plan, region, env)
    default:
      return (await sourceProvider(plan))()
  }
}

type Provider = () => Promise<AwsCredentials>

async function sourceProvider(plan: SourcePlan): Promise<Provider> {
  if (plan.kind === 'static') return async () => plan
  // Loaded on demand: a gateway that never calls AWS does not carry it.
  const { fromIni, fromNodeProviderChain } = await import('@aws-sdk/credential-providers')
  return plan.kind === 'profile'
    ? fromIni({ profile: plan.name, ignoreCache: true })
    : fromNodeProviderChain()
}

async function assumeRole(
  plan: Extract<AwsPlan, { kind: 'assume_role' }>,
  region: string,
): Promise<AwsCredentials> {
  const { fromTemporaryCredentials } = await import('@aws-sdk/credential-providers')
  const source = await sourceProvider(plan.source)
  const assume = fromTemporaryCredentials({
    params: {
      RoleArn: plan.roleArn,
      RoleSessionName: plan.sessionName ?? defaultSessionName(),
      ...(plan.externalId ? { ExternalId: plan.externalId } : {}),
    },
    masterCredentials: source,
    clientConfig: { region, ...(plan.stsEndpoint ? { endpoint: plan.stsEndpoint } : {}) },
  })
  try {
    return await assume()
  } catch (error) {
    const own = await source()
    if (await isAssumedAlready(own, plan.roleArn, region, plan.stsEndpoint)) return own
    throw error
  }
}

async function assumeWithToken(
  plan: Extract<AwsPlan, { kind: 'web_identity' }>,
  region: string,
  env: Env,
): Promise<AwsCredentials> {
  const { fromWebToken } = await import('@aws-sdk/credential-providers')
  return fromWebToken({
    roleArn: plan.roleArn,
    roleSessionName: plan.sessionName ?? defaultSessionName(),
    webIdentityToken: await readToken(plan.token, env),
    clientConfig: { region, ...(plan.stsEndpoint ? { endpoint: plan.stsEndpoint } : {}) },
  })()
}

async function readToken(token: string, env: Env): Promise<string> {
  if (token.startsWith('file:')) return (await readFile(token.slice('file:'.length), 'utf8')).trim()
  if (!token.startsWith('env:')) return token
  const name = token.slice('env:'.length)
  const value = env[name]
  if (!value) throw new Error(`the environment variable ${name} (web identity token) is not set`)
  return value
}

function defaultSessionName(): string {
  return `kansoku-${Date.now()}`
}
