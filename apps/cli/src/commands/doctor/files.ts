import { checkGatewayConfig } from '../gateway-check.ts'
import type { Examine, Finding } from './finding.ts'

export const examineEnvFiles: Examine = async ({ settings: { problems, ignored } }) => {
  const findings: Finding[] = problems.map(({ path, line, kind }) => ({
    level: 'warn',
    key: kind === 'open-quote' ? 'env.line.openQuote' : 'env.line.noAssignment',
    values: { path, line },
  }))
  if (ignored.length > 0) {
    findings.push({ level: 'note', key: 'start.embedded.ignored', values: { names: ignored.join(', ') } })
  }
  return findings
}

export const examineConfigFile: Examine = async ({ terminal, settings, configFile }) => {
  if (configFile === undefined) return [{ level: 'note', key: 'doctor.config.none' }]
  const { loads, lines } = await checkGatewayConfig(terminal, configFile, settings)
  const values = { path: configFile, count: lines.length }
  if (!loads) return [{ level: 'fail', key: 'doctor.config.broken', values, details: lines }]
  if (lines.length > 0) return [{ level: 'note', key: 'doctor.config.withoutEffect', values, details: lines }]
  return [{ level: 'ok', key: 'doctor.config', values }]
}
