import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { spawnClickHouseEmulator } from '@kansoku/emulators'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { processesOn } from '../kit/processes.ts'
import { freePort, identityVariables, runCli, startProduct, temporaryDataDir } from '../kit/product.ts'

let dataDir: string
beforeEach(async () => {
  dataDir = await temporaryDataDir()
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

test('another program has the analytics folder open: the start names it, ends, and works once it has let go', async () => {
  const path = join(dataDir, 'analytics')
  await mkdir(path)
  const ports = { server: await freePort(), gateway: await freePort() }
  {
    await using other = await spawnClickHouseEmulator({ path })
    const { code, output } = await runCli(
      ['start', '--port', `${ports.server}`, '--gateway-port', `${ports.gateway}`],
      { ...identityVariables, KANSOKU_DATA_DIR: dataDir },
      { cwd: dataDir },
    )
    expect(code, output).toBe(78)
    expect(output).toContain(`server: The data folder ${path} is in use by process ${other.pid}.`)
    expect(output).toContain('KANSOKU_DATA_DIR')
    expect(await processesOn(dataDir)).toEqual([])
  }
  const product = await startProduct({ dataDir, ports })
  expect(await product.end()).toBe(0)
})
