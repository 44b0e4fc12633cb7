import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Failure } from '../failure.ts'
import type { EnvFile } from './layers.ts'

/** Reads the named files, or `.env` of the folder when none is named and it exists. */
export async function readEnvFiles(names: readonly string[], cwd: string): Promise<readonly EnvFile[]> {
  if (names.length > 0) return Promise.all(names.map((name) => readEnvFile(name, cwd)))
  const path = resolve(cwd, '.env')
  try {
    return [{ path, text: decode(await readFile(path)) }]
  } catch (error) {
    const reason = reasonOf(error)
    if (reason === 'ENOENT' || reason === 'EISDIR') return []
    throw new Failure('env.file.unreadable', { path, reason })
  }
}

async function readEnvFile(name: string, cwd: string): Promise<EnvFile> {
  const path = resolve(cwd, name)
  try {
    return { path, text: decode(await readFile(path)) }
  } catch (error) {
    const reason = reasonOf(error)
    throw new Failure(reason === 'ENOENT' ? 'env.file.missing' : 'env.file.unreadable', { path, reason })
  }
}

/** PowerShell writes UTF-16 when output is redirected into a file. */
function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  return bytes.toString('utf8')
}

function reasonOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error)
}
