#!/usr/bin/env node
// Runs the CLI on the Node that this checkout pins, whatever Node npm itself runs on.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const checkout = join(dirname(fileURLToPath(import.meta.url)), '../../..')
const pinned = join(checkout, 'node_modules/.bin/node')
const main = join(checkout, 'apps/cli/src/main.ts')
const [major] = process.versions.node.split('.').map(Number)

if (major >= 24) {
  const cli = await import('../src/main.ts')
  await cli.main()
} else if (!existsSync(pinned)) {
  console.error(`kansoku: not installed yet. Run "npm start" once in ${checkout}.`)
  process.exitCode = 1
} else if (typeof process.execve === 'function') {
  process.execve(pinned, [pinned, main, ...process.argv.slice(2)])
} else {
  relay(spawn(pinned, [main, ...process.argv.slice(2)], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] }))
}

/** Passes signals on and ends as the child does. The channel tells the child when this process is killed. */
function relay(child) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.once('error', (error) => {
    console.error(`kansoku: ${error.message}`)
    process.exitCode = 1
  })
  child.once('exit', (code, signal) => {
    process.exitCode = code ?? 128 + constants.signals[signal]
  })
}
