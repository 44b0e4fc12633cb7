import type { Environment } from '../../environment/layers.ts'
import { readSecrets, secretsPath } from '../../environment/secrets.ts'

interface PlatformKeys {
  readonly publicKey: string
  readonly secretKey: string
}

/** The keys of the first project: as the user set them, else as they were made up. */
export async function platformKeys(dataDir: string, values: Environment): Promise<PlatformKeys | undefined> {
  const stored = (await readSecrets(secretsPath(dataDir))) ?? {}
  const find = (name: string) => values[name] ?? stored[name]
  const publicKey = find('LANGFUSE_INIT_PROJECT_PUBLIC_KEY')
  const secretKey = find('LANGFUSE_INIT_PROJECT_SECRET_KEY')
  return publicKey && secretKey ? { publicKey, secretKey } : undefined
}
