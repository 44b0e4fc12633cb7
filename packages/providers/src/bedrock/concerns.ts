import type { Target, TargetConcern } from '../spec/adapter.ts'
import { ProviderError } from '../spec/error.ts'
import { type Env, textEnv } from '../spec/settings.ts'
import { type CredentialPlan, planCredentials, type SourcePlan } from './credentials/plan.ts'
import type { Profiles } from './credentials/profiles.ts'
import { findRegion } from './settings.ts'

/** Missing and made-up credentials, and a region that nobody set, as far as they show without the network. */
export function findConcerns(target: Target, env: Env, profiles: Profiles): readonly TargetConcern[] {
  return [...concernsOfCredentials(target, env, profiles), ...concernsOfRegion(target, env, profiles)]
}

function concernsOfCredentials(target: Target, env: Env, profiles: Profiles): readonly TargetConcern[] {
  let plan: CredentialPlan
  try {
    plan = planCredentials(target.params, env)
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    return [important('aws_access_key_id', `calls will fail: ${error.message}.`)]
  }
  if (plan.kind === 'bearer') return concernsOfBearer(plan.token)
  if (plan.kind === 'web_identity') return []
  return concernsOfSource(plan.kind === 'assume_role' ? plan.source : plan, env, profiles)
}

function concernsOfBearer(token: string): readonly TargetConcern[] {
  if (!isPlaceholder(token)) return []
  return [
    important(
      'api_key',
      `the Bedrock API key is the placeholder "${token}", which AWS refuses. Put your own into AWS_BEARER_TOKEN_BEDROCK, or leave it empty.`,
    ),
  ]
}

function concernsOfSource(plan: SourcePlan, env: Env, profiles: Profiles): readonly TargetConcern[] {
  switch (plan.kind) {
    case 'static': {
      const placeholder = [plan.accessKeyId, plan.secretAccessKey].find(isPlaceholder)
      if (placeholder === undefined) return []
      return [
        important(
          'aws_access_key_id',
          `the AWS keys hold the placeholder "${placeholder}", which AWS refuses. Put your own into AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or leave both empty to use a profile or an instance role.`,
        ),
      ]
    }
    case 'profile':
      return profiles.hasCredentials(plan.name) ? [] : [unknownProfile(plan.name)]
    case 'default':
      return concernsOfDefaultChain(env, profiles)
  }
}

/** The chain goes on to the instance's role, which only the network can tell. */
function concernsOfDefaultChain(env: Env, profiles: Profiles): readonly TargetConcern[] {
  const elsewhere = textEnv(
    env,
    'AWS_WEB_IDENTITY_TOKEN_FILE',
    'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
    'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  )
  const profile = textEnv(env, 'AWS_PROFILE')
  if (elsewhere || profiles.hasCredentials(profile)) return []
  if (profile) return [unknownProfile(profile)]
  return [
    important(
      'aws_credentials',
      'no AWS credentials are set, so calls to Bedrock work only on a machine with an instance role. Elsewhere set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE.',
    ),
  ]
}

function unknownProfile(name: string): TargetConcern {
  return important(
    'aws_credentials',
    `calls will fail: the AWS profile "${name}" has no credentials in AWS's config and credentials files. Correct its name, or set it up with "aws configure --profile ${name}".`,
  )
}

const originOfRegion = {
  AWS_REGION: 'from AWS_REGION',
  AWS_DEFAULT_REGION: 'from AWS_DEFAULT_REGION',
  profile: "from the AWS profile's settings",
  default: 'the default',
}

function concernsOfRegion(target: Target, env: Env, profiles: Profiles): readonly TargetConcern[] {
  const { region, from } = findRegion(target, env, profiles.regionOf)
  if (from === 'model' || from === 'AWS_REGION_NAME') return []
  return [
    {
      about: 'aws_region_name',
      message: `AWS_REGION_NAME is not set, and calls to Bedrock go to ${region} (${originOfRegion[from]}). Set it to call another region.`,
      important: false,
    },
  ]
}

function important(about: string, message: string): TargetConcern {
  return { about, message, important: true }
}

/** Values that examples give for people to replace; no real key looks like them. */
function isPlaceholder(value: string): boolean {
  return /^(your|my|change|replace|insert|put)[-_ ]|^<.*>$|^\$\{.*\}$|^x{3,}$|\.\.\.$|placeholder/i.test(
    value,
  )
}
