import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { folderOfAgent } from '../../../scripts/test/coding-agents.ts'
import type { CodingAgent, Place } from './agent.ts'

/** Has an agent work on a prompt without anybody to ask. Throws with all that it said unless it succeeds. */
export async function runAgent(agent: CodingAgent, place: Place, prompt: string): Promise<void> {
  await mkdir(place.home, { recursive: true })
  await runProgram(agent, place, agent.program, agent.args(place, prompt))
}

/** Runs a program in the folder where the agent works, with the agent on its path. */
export async function runProgram(
  agent: CodingAgent,
  place: Place,
  program: string,
  args: readonly string[],
): Promise<void> {
  const path = [join(folderOfAgent(agent.id), 'node_modules/.bin'), process.env.PATH].join(delimiter)
  const child = spawn(program, [...args], {
    cwd: place.project,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { HOME: place.home, ...agent.env?.(place), PATH: path },
  })
  const said: Buffer[] = []
  child.stdout.on('data', (chunk) => said.push(chunk))
  child.stderr.on('data', (chunk) => said.push(chunk))
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${agent.id} ended with ${code}:\n${Buffer.concat(said)}`)
}
