// Whether platform and gateway answer: what the image tells its container engine. `kansoku status` knows whether the
// processes run, and takes many times as long to start; this is asked every few seconds.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

const state = join(process.env.KANSOKU_DATA_DIR || '/var/lib/kansoku', 'run/state.json')
const { port, gatewayPort } = JSON.parse(await readFile(state, 'utf8'))
const doors = [
  `http://127.0.0.1:${port}/api/public/ready`,
  `http://127.0.0.1:${gatewayPort}/health/readiness`,
]
const answers = await Promise.all(doors.map((url) => fetch(url, { signal: AbortSignal.timeout(4_000) })))
const silent = doors.filter((_, index) => !answers[index]?.ok)
if (silent.length > 0) {
  console.error(`not ready: ${silent.join(', ')}`)
  process.exitCode = 1
}
