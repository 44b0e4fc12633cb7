import { readLockfile, writeLockfile } from './lockfile.ts'
import { findMissingPlatforms } from './missing-platforms.ts'

/** To be run after each change of a dependency: `npm run lockfile`. */
const lockfile = await readLockfile()
const missing = findMissingPlatforms(lockfile)
for (const { location, entry } of missing) lockfile.packages[location] = entry
lockfile.packages = Object.fromEntries(Object.entries(lockfile.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
await writeLockfile(lockfile)
console.log(`${missing.length} packages of other platforms put back`)
