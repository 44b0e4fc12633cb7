import type { LockedPackage, Lockfile } from './lockfile.ts'

export interface MissingPackage {
  /** Where it belongs in the lockfile. */
  readonly location: string
  readonly entry: LockedPackage
}

/**
 * Packages of other platforms that npm left out of the lockfile because the registry it asked did not have them.
 * `npm ci` on such a platform would then fail, so they are put back by name: version, system and processor, without a
 * checksum, since nobody here has seen the file.
 */
export function findMissingPlatforms(lockfile: Lockfile): MissingPackage[] {
  const missing = new Map<string, LockedPackage>()
  for (const [location, parent] of Object.entries(lockfile.packages)) {
    for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
      if (isLocked(lockfile, location, name)) continue
      missing.set(`node_modules/${name}`, {
        version,
        ...platformOf(name),
        ...(parent.dev ? { dev: true } : {}),
        optional: true,
      })
    }
  }
  return [...missing].map(([location, entry]) => ({ location, entry }))
}

/** npm looks in the package's own folder, then in that of each package around it. */
function isLocked(lockfile: Lockfile, location: string, name: string): boolean {
  for (let folder = location; ; ) {
    if (lockfile.packages[folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`])
      return true
    if (folder === '') return false
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))
  }
}

const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32']
const processors = ['arm64', 'x64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'wasm32']

function platformOf(name: string): Pick<LockedPackage, 'os' | 'cpu' | 'libc'> {
  const words = name.split(/[-/]/)
  const os = systems.filter((system) => words.includes(system))
  const cpu = processors.filter((processor) => words.includes(processor))
  const libc = words.includes('musl') ? ['musl'] : words.includes('gnu') ? ['glibc'] : []
  return { cpu, ...(libc.length > 0 ? { libc } : {}), ...(os.length > 0 ? { os } : {}) }
}
