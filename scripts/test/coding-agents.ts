import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Holds a folder for each coding agent of the tests; `npm run coding-agents -w test` fills it. */
const folder = resolve(
  process.env.KANSOKU_CODING_AGENTS ??
    join(import.meta.dirname, '../../node_modules/.cache/kansoku-coding-agents'),
)

export function folderOfAgent(id: string): string {
  return join(folder, id)
}

export function hasCodingAgents(): boolean {
  return existsSync(folder)
}
