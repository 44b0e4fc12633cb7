import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { folderOfAgent } from '../../../scripts/test/coding-agents.ts'
import { codingAgents } from './agents.ts'

/** Installs the coding agents from npm, about a gigabyte, for the test that runs them. */
for (const { id, npmPackage } of codingAgents) {
  mkdirSync(folderOfAgent(id), { recursive: true })
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error']
  execFileSync('npm', ['install', '--prefix', folderOfAgent(id), ...quiet, npmPackage], { stdio: 'inherit' })
}
