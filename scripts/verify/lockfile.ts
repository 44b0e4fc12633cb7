import { readLockfile } from '../lockfile/lockfile.ts'
import { findMissingPlatforms } from '../lockfile/missing-platforms.ts'
import type { Check } from './check.ts'

/** The lockfile installs on every platform and names no registry. */
export const lockfileIsWhole: Check = {
  name: 'lockfile',
  async run() {
    const lockfile = await readLockfile()
    const missing = findMissingPlatforms(lockfile).map(
      ({ location }) => `${location} is missing: npm run lockfile`,
    )
    const hosts = Object.entries(lockfile.packages).flatMap(([location, { resolved }]) =>
      resolved?.startsWith('http') ? [`${location} names a registry: ${resolved}`] : [],
    )
    return { ok: missing.length + hosts.length === 0, output: [...missing, ...hosts].join('\n') }
  },
}
