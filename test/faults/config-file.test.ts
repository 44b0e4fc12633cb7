import { chmod, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { gateway } from '../kit/langfuse-api.ts'
import { processesOn } from '../kit/processes.ts'
import {
  type CliOptions,
  freePort,
  identityVariables,
  runCli,
  startProduct,
  temporaryDataDir,
} from '../kit/product.ts'

let dataDir: string
let file: string
beforeEach(async () => {
  dataDir = await temporaryDataDir()
  file = join(dataDir, 'litellm.yml')
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

/** `sysexits.h` EX_CONFIG. */
const configurationError = 78

test('a config file that does not exist: its path is named', async () => {
  const { code, output } = await start()
  expect(code).toBe(configurationError)
  expect(output).toContain('--config names litellm.yml, which does not exist.')
  expect(output).toContain(`Looked for: ${file}. Correct the path`)
})

test('a folder in place of the config file: the reason and the remedy are named', async () => {
  await mkdir(file)
  const { code, output } = await start()
  expect(code).toBe(configurationError)
  expect(output).toContain(`litellm.yml, which cannot be read (EISDIR): ${file}`)
  expect(output).toContain('Name a file that you may read.')
})

test('a config file that the user may not read: the reason and the remedy are named', async () => {
  await writeFile(file, 'model_list: []\n')
  await chmod(file, 0o000)
  const { code, output } = await start({ launcher: withoutPrivileges })
  expect(code, output).toBe(configurationError)
  expect(output).toContain(`litellm.yml, which cannot be read (EACCES): ${file}`)
  expect(output).toContain('Name a file that you may read.')
})

test('broken YAML: the line is named, and what had started is ended again', async () => {
  await writeFile(file, 'model_list:\n  - model_name: one\n    litellm_params: {model: "openai/gpt-4o"\n')
  const { code, output } = await start()
  expect(code, output).toBe(configurationError)
  expect(output).toMatch(/gateway: \S*litellm\.yml:[34]: /)
  expect(output).toContain('Check the indentation, quotes and brackets of that line and the one before it.')
  expect(await processesOn(dataDir)).toEqual([])
})

test('a key that nobody knows: it starts, serves the models, and one line names the key', async () => {
  await writeFile(
    file,
    `model_list:
  - model_name: mine
    litellm_params: {model: openai/gpt-4o, api_key: sk-none, api_base: "http://127.0.0.1:9/v1"}
litellm_settings:
  frobnicate: true
`,
  )
  await using product = await startProduct({ dataDir, args: ['--config', file] })
  const lines = product.output().split('\n')
  expect(lines.filter((line) => line.includes('frobnicate'))).toEqual([
    expect.stringMatching(/litellm\.yml:5 {2}litellm_settings\.frobnicate: /),
  ])
  const { body } = await gateway(product, 'GET', '/v1/models')
  expect(body.data.map(({ id }: { id: string }) => id)).toContain('mine')
})

async function start(options: CliOptions = {}) {
  const ports = ['--port', `${await freePort()}`, '--gateway-port', `${await freePort()}`]
  return runCli(
    ['start', '--config', 'litellm.yml', ...ports],
    { ...identityVariables, KANSOKU_DATA_DIR: dataDir },
    { ...options, cwd: dataDir },
  )
}

/** Root may read every file, unless it gives up that right. */
const withoutPrivileges =
  process.getuid?.() === 0 ? ['setpriv', '--bounding-set=-dac_override,-dac_read_search'] : []
