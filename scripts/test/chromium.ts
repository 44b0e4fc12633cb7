import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { findChromium } from '../../apps/cli/src/commands/doctor/chromium.ts'

const clueless = `There is no Chromium for the browser tests, and none could be installed. Install one (Debian and Ubuntu:
apt-get install chromium; macOS: brew install --cask chromium; anywhere: npx playwright-core install chromium), or set
CHROMIUM_PATH to the program.`

/**
 * The Chromium that the browser tests use: an installed one, else one that this installs. Throws when there is no way
 * to one: the tests are never skipped.
 */
export async function ensureChromium(): Promise<string> {
  const present = findChromium()
  if (present) return present
  if (process.env.CHROMIUM_PATH)
    throw new Error(`CHROMIUM_PATH names ${process.env.CHROMIUM_PATH}, which does not exist.`)
  console.log('No Chromium found; installing one.')
  if (existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) await installFromDebian()
  else await run(process.execPath, ['node_modules/playwright-core/cli.js', 'install', 'chromium'])
  const installed = findChromium()
  if (!installed) throw new Error(clueless)
  return installed
}

/** The font is for the Japanese pages. */
async function installFromDebian(): Promise<void> {
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await run('apt-get', ['update', '-q'], environment)
  const packages = ['chromium', 'fonts-noto-cjk']
  await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], environment)
}

async function run(command: string, args: readonly string[], env = process.env): Promise<void> {
  const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], env })
  const code = await once(child, 'close').then(
    ([status]) => status as number | null,
    () => null,
  )
  if (code !== 0) console.log(`${command} ${args.join(' ')} failed (${code}).`)
}
