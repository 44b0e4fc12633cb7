import { delimiter, join } from 'node:path'
import {
  type AwsIdentity,
  type BedrockEmulator,
  type InstanceMetadataEmulator,
  startBedrockEmulator,
  startInstanceMetadataEmulator,
} from '@kansoku/emulators'
import { freePort, runCli } from '../kit/product.ts'
import type { Checkout } from './checkout.ts'
import type { Language } from './find-documents.ts'
import type { Walk } from './walks.ts'

/** The machine of a reader: a checkout, ports, and an AWS that is emulated. */
export interface Machine extends AsyncDisposable {
  readonly cwd: string
  readonly env: NodeJS.ProcessEnv
  readonly serverUrl: string
  readonly gatewayUrl: string
  /** Calls that reached Bedrock with the right signature. */
  bedrockCalls(): number
  /** The commands with this machine's addresses. */
  localize(commands: string): string
}

/** The keys that AWS's own documents show; manuals show the same. */
const shownKeys: AwsIdentity[] = [
  { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' },
  {
    accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    sessionToken: 'IQoJb3JpZ2luX2VjEXAMPLETOKEN',
  },
]

/** Takes the checkout over: it goes with the machine. */
export async function startMachine(
  language: Language,
  { credentials }: Walk,
  checkout: Checkout,
): Promise<Machine> {
  const metadata = await startInstanceMetadataEmulator({ role: 'kansoku-workshop' })
  const known = () => (credentials === 'role' ? metadata.issued : shownKeys)
  const bedrock = await startBedrockEmulator({
    identities: (id) => known().find(({ accessKeyId }) => accessKeyId === id),
  })
  const ports = { server: await freePort(), gateway: await freePort() }
  const dataDir = join(checkout.home, 'kansoku-data')
  return {
    cwd: checkout.folder,
    env: {
      ...environment(language, checkout, ports, bedrock, credentials === 'role' ? metadata : undefined),
      KANSOKU_DATA_DIR: dataDir,
    },
    serverUrl: `http://localhost:${ports.server}`,
    gatewayUrl: `http://localhost:${ports.gateway}`,
    bedrockCalls: () => bedrock.calls.length,
    localize: (commands) =>
      // At once: a port of this machine may begin as the other that is replaced.
      commands
        .replaceAll(/localhost:[34]000\b/g, (door) =>
          door.endsWith(':3000') ? `localhost:${ports.server}` : `localhost:${ports.gateway}`,
        )
        .replaceAll('http://169.254.169.254', metadata.url),
    async [Symbol.asyncDispose]() {
      // A walk may leave it running in the background, or fail before it stops it.
      await runCli(['stop'], { KANSOKU_DATA_DIR: dataDir }, { cwd: checkout.folder })
      await bedrock[Symbol.asyncDispose]()
      await metadata[Symbol.asyncDispose]()
      await checkout[Symbol.asyncDispose]()
    },
  }
}

function environment(
  language: Language,
  { home }: Checkout,
  ports: { readonly server: number; readonly gateway: number },
  bedrock: BedrockEmulator,
  metadata: InstanceMetadataEmulator | undefined,
): NodeJS.ProcessEnv {
  return {
    PATH: ownPath(),
    HOME: home,
    LANG: language === 'ja' ? 'ja_JP.UTF-8' : 'en_US.UTF-8',
    // npm would ask its registry for a newer npm.
    npm_config_update_notifier: 'false',
    KANSOKU_PORT: String(ports.server),
    KANSOKU_GATEWAY_PORT: String(ports.gateway),
    AWS_BEDROCK_RUNTIME_ENDPOINT: bedrock.url,
    ...(metadata
      ? { AWS_EC2_METADATA_SERVICE_ENDPOINT: metadata.url }
      : { AWS_EC2_METADATA_DISABLED: 'true' }),
  }
}

/** Without what npm puts in front of it for its scripts: readers have none of the programs in there. */
function ownPath(): string {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.filter((folder) => !folder.includes('node_modules')).join(delimiter)
}
