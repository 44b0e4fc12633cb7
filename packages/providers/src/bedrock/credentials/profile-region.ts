import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

type Env = Readonly<Record<string, string | undefined>>

/** Looks up `region` of a profile in AWS's config file; the file is read once. A missing file means no region. */
export function createProfileRegions(env: Env): (profile: string | undefined) => string | undefined {
  let regions: Map<string, string> | undefined
  return (profile) => {
    regions ??= parseRegions(readConfig(env.AWS_CONFIG_FILE || join(homedir(), '.aws', 'config')))
    return regions.get(profile || 'default')
  }
}

function readConfig(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function parseRegions(ini: string): Map<string, string> {
  const regions = new Map<string, string>()
  let profile = ''
  for (const line of ini.split(/\r?\n/)) {
    const section = /^\s*\[\s*(?:profile\s+)?(.+?)\s*\]/.exec(line)?.[1]
    if (section) profile = section
    const region = /^\s*region\s*=\s*([^\s#;]+)/.exec(line)?.[1]
    if (region && profile) regions.set(profile, region)
  }
  return regions
}
