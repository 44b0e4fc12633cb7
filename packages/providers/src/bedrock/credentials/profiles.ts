import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Env } from '../../spec/settings.ts'

/** What AWS's own files (`~/.aws/config` and `~/.aws/credentials`, or where the environment says) hold of a profile. */
export interface Profiles {
  /** Undefined stands for the default profile. */
  regionOf(profile: string | undefined): string | undefined
  /** Whether it has keys, or a way to get some. They are not tried. */
  hasCredentials(profile: string | undefined): boolean
}

/** The files are read once, when they are first asked for; missing ones are empty. */
export function createProfiles(env: Env): Profiles {
  let known: Map<string, Profile> | undefined
  const find = (name: string | undefined) => {
    known ??= readProfiles([
      env.AWS_CONFIG_FILE || join(homedir(), '.aws', 'config'),
      env.AWS_SHARED_CREDENTIALS_FILE || join(homedir(), '.aws', 'credentials'),
    ])
    return known.get(name || 'default')
  }
  return {
    regionOf: (name) => find(name)?.region,
    hasCredentials: (name) => find(name)?.hasCredentials ?? false,
  }
}

interface Profile {
  region?: string
  hasCredentials: boolean
}

const waysToCredentials =
  /^\s*(aws_access_key_id|role_arn|credential_process|sso_session|sso_start_url|login_session)\s*=\s*\S/

function readProfiles(paths: readonly string[]): Map<string, Profile> {
  const profiles = new Map<string, Profile>()
  for (const path of paths) {
    let profile: Profile = { hasCredentials: false }
    for (const line of readIfThere(path).split(/\r?\n/)) {
      const name = /^\s*\[\s*(?:profile\s+)?(.+?)\s*\]/.exec(line)?.[1]
      if (name) {
        profile = profiles.get(name) ?? { hasCredentials: false }
        profiles.set(name, profile)
      }
      const region = /^\s*region\s*=\s*([^\s#;]+)/.exec(line)?.[1]
      if (region) profile.region ??= region
      if (waysToCredentials.test(line)) profile.hasCredentials = true
    }
  }
  return profiles
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
