import { constants, existsSync } from 'node:fs'
import { access, stat, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { secretsPath } from '../../environment/secrets.ts'
import { SupervisorFailure } from '../../supervisor/failure.ts'
import { assertPortFree } from '../../supervisor/ports.ts'
import { assertReachable, postgresAccount } from '../../supervisor/postgres/account.ts'
import { installedBinaries } from '../../supervisor/postgres/binaries.ts'
import { runPaths } from '../../supervisor/supervisor.ts'
import { checkout } from '../command.ts'
import { findChromium } from './chromium.ts'
import type { Examine, Finding } from './finding.ts'

const neededNode = 24

export const examineNode: Examine = async () => {
  const { node } = process.versions
  const enough = Number.parseInt(node, 10) >= neededNode
  const platform = `${process.platform} ${process.arch}`
  if (enough) return [{ level: 'ok', key: 'doctor.node', values: { version: node, platform } }]
  return [{ level: 'fail', key: 'doctor.node.old', values: { version: node, needed: neededNode } }]
}

export const examinePackages: Examine = async ({ settings }) => {
  const findings: Finding[] = []
  if (settings.values.DATABASE_URL === undefined) {
    const binaries = await installedBinaries().catch(() => undefined)
    findings.push(
      binaries
        ? { level: 'ok', key: 'doctor.postgres', values: { version: binaries.version } }
        : { level: 'fail', key: 'doctor.postgres.missing', remedy: 'doctor.remedy.install' },
    )
  }
  const built = existsSync(new URL('apps/web/dist/index.html', checkout))
  findings.push({ level: built ? 'ok' : 'note', key: built ? 'doctor.web' : 'doctor.web.missing' })
  return findings
}

export const examineDataFolder: Examine = async ({ settings: { dataDir, values } }) => {
  const folder = dataDir
  if (!existsSync(dataDir)) return [{ level: 'note', key: 'doctor.folder.new', values: { folder } }]
  if (!(await allows(dataDir, constants.W_OK))) {
    return [
      { level: 'fail', key: 'doctor.folder.unwritable', values: { folder }, remedy: 'doctor.remedy.folder' },
    ]
  }
  const findings: Finding[] = [{ level: 'ok', key: 'doctor.folder', values: { folder } }]
  const path = secretsPath(dataDir)
  const secrets = await stat(path).catch(() => undefined)
  if (secrets && (secrets.mode & 0o077) !== 0) {
    findings.push({ level: 'warn', key: 'doctor.secrets.open', values: { path } })
  }
  if (values.DATABASE_URL === undefined) findings.push(...(await examinePostgresFolder(dataDir)))
  return findings
}

async function examinePostgresFolder(dataDir: string): Promise<readonly Finding[]> {
  const folder = runPaths(dataDir).postgres
  try {
    const account = await postgresAccount(`${folder}/data`)
    assertReachable(existsSync(folder) ? folder : dataDir, account)
    return []
  } catch (error) {
    return [supervisorFinding(error)]
  }
}

const lowDiskMegabytes = 1024
const fullDiskMegabytes = 200

export const examineDisk: Examine = async ({ settings: { dataDir } }) => {
  let folder = dataDir
  while (!existsSync(folder)) folder = dirname(folder)
  const { bavail, bsize } = await statfs(folder)
  const megabytes = Math.floor((bavail * bsize) / 1024 ** 2)
  const values = { folder, megabytes }
  if (megabytes >= lowDiskMegabytes) return [{ level: 'ok', key: 'doctor.disk', values }]
  const level = megabytes < fullDiskMegabytes ? 'fail' : 'warn'
  return [{ level, key: 'doctor.disk.low', values, remedy: 'doctor.remedy.disk' }]
}

export const examinePorts: Examine = async ({ settings: { host, port, gatewayPort }, running }) => {
  if (running?.state?.port === port && running.state.gatewayPort === gatewayPort) {
    return [{ level: 'ok', key: 'doctor.ports.own', values: { port, gatewayPort, pid: running.pid } }]
  }
  const findings: Finding[] = []
  for (const request of [
    { port, host, flag: '--port' },
    { port: gatewayPort, host, flag: '--gateway-port' },
  ]) {
    try {
      await assertPortFree(request)
      findings.push({ level: 'ok', key: 'doctor.port.free', values: { port: request.port } })
    } catch (error) {
      findings.push(supervisorFinding(error))
    }
  }
  return findings
}

export const examineChromium: Examine = async () => {
  const path = findChromium()
  return path === undefined
    ? [{ level: 'note', key: 'doctor.chromium.missing' }]
    : [{ level: 'ok', key: 'doctor.chromium', values: { path } }]
}

function supervisorFinding(error: unknown): Finding {
  if (!(error instanceof SupervisorFailure)) throw error
  const known = error.kind === 'port.busy' && error.values.pid
  const key = known ? ('supervisor.port.busy.known' as const) : (`supervisor.${error.kind}` as const)
  return { level: 'fail', key, values: error.values }
}

async function allows(path: string, mode: number): Promise<boolean> {
  return access(path, mode).then(
    () => true,
    () => false,
  )
}
