import { access, writeFile } from 'node:fs/promises'
import { secretsPath } from '../../environment/secrets.ts'

/** Whether a start has got as far as showing the generated secrets in full. */
export function haveBeenShown(dataDir: string): Promise<boolean> {
  return access(markOf(dataDir)).then(
    () => true,
    () => false,
  )
}

/** A full disk shows them once more at the next start, nothing else. */
export async function rememberShown(dataDir: string): Promise<void> {
  await writeFile(markOf(dataDir), '', { mode: 0o600 }).catch(() => {})
}

function markOf(dataDir: string): string {
  return `${secretsPath(dataDir)}.shown`
}
