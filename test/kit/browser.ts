import { type Browser, chromium } from 'playwright-core'
import { findChromium } from '../../apps/cli/src/commands/doctor/chromium.ts'

/** A headless Chromium that talks to nobody but the page under test. Fails when none is installed; never skips. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('no Chromium found: install one, or set CHROMIUM_PATH')
  return chromium.launch({
    executablePath,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
    ],
  })
}
