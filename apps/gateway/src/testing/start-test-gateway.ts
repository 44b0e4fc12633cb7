import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSettings } from '../config.ts'
import { createLog } from '../log.ts'
import { type Gateway, openGateway } from '../open-gateway.ts'

export const masterKey = 'sk-test-master-key'

export interface TestGateway extends AsyncDisposable {
  readonly gateway: Gateway
  readonly url: string
  readonly dataDir: string
  fetch(path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>
}

interface TestGatewayOptions {
  /** The config file; JSON is YAML. */
  readonly config?: object
  readonly env?: Readonly<Record<string, string>>
  /** Reused and not removed when given. */
  readonly dataDir?: string
}

/** A real gateway on a free port with a data folder of its own. */
export async function startTestGateway({
  config,
  env,
  dataDir,
}: TestGatewayOptions = {}): Promise<TestGateway> {
  const folder = dataDir ?? (await mkdtemp(join(tmpdir(), 'kansoku-gateway-')))
  const file = join(folder, 'config.yaml')
  if (config) await writeFile(file, JSON.stringify(config))
  const settings = readSettings({
    KANSOKU_DATA_DIR: folder,
    KANSOKU_GATEWAY_PORT: '0',
    KANSOKU_DEMO: 'off',
    LITELLM_MASTER_KEY: masterKey,
    LITELLM_LOG: 'silent',
    ...(config ? { KANSOKU_CONFIG: file } : {}),
    ...env,
  })
  const gateway = await openGateway(settings, createLog(settings.logLevel))
  return {
    gateway,
    url: gateway.url,
    dataDir: folder,
    fetch: (path, body, headers = {}) =>
      fetch(`${gateway.url}${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { authorization: `Bearer ${masterKey}`, ...headers },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    async [Symbol.asyncDispose]() {
      await gateway.stop({ drainMs: 100, deliverMs: 100 })
      if (dataDir === undefined) await rm(folder, { recursive: true, force: true })
    },
  }
}
