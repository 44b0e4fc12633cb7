import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import { chmod, open, readFile, rename, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { configurationError, Failure } from '../failure.ts'
import type { Environment } from './layers.ts'

export interface Secrets {
  /** Values that the user did not set: generated once, and the same at every start. */
  readonly values: Environment
  /** Names of the values that were made just now. */
  readonly created: readonly string[]
}

const generators: Readonly<Record<string, () => string>> = {
  NEXTAUTH_SECRET: () => randomBytes(32).toString('base64url'),
  SALT: () => randomBytes(24).toString('base64url'),
  ENCRYPTION_KEY: () => randomBytes(32).toString('hex'),
  KANSOKU_INTERNAL_SECRET: () => randomBytes(32).toString('base64url'),
  LITELLM_MASTER_KEY: () => `sk-kansoku-${randomWord(32)}`,
}

const initGenerators: Readonly<Record<string, () => string>> = {
  LANGFUSE_INIT_ORG_ID: () => 'kansoku-org',
  LANGFUSE_INIT_ORG_NAME: () => 'My Organization',
  LANGFUSE_INIT_PROJECT_ID: () => 'kansoku-project',
  LANGFUSE_INIT_PROJECT_NAME: () => 'My Project',
  LANGFUSE_INIT_PROJECT_PUBLIC_KEY: () => `pk-lf-${randomUUID()}`,
  LANGFUSE_INIT_PROJECT_SECRET_KEY: () => `sk-lf-${randomUUID()}`,
  LANGFUSE_INIT_USER_EMAIL: () => 'admin@kansoku.local',
  LANGFUSE_INIT_USER_NAME: () => 'Admin',
  LANGFUSE_INIT_USER_PASSWORD: () => Array.from({ length: 4 }, () => randomWord(4)).join('-'),
}

/** Which project is the first one. */
const identity = Object.keys(initGenerators).filter((name) => !name.startsWith('LANGFUSE_INIT_USER_'))

/**
 * Completes the environment with what the user left out. The file is readable by its owner only. With no
 * `LANGFUSE_INIT_*` at all, an organisation, a project with keys and an administrator are made up; with any of
 * them set, exactly those count, and a later start without them still means the same project.
 */
export async function ensureSecrets(dataDir: string, given: Environment): Promise<Secrets> {
  const path = secretsPath(dataDir)
  const stored = (await readSecrets(path)) ?? {}
  const values = { ...stored }
  for (const [name, generate] of Object.entries(generators)) {
    if (given[name] === undefined) values[name] ??= generate()
  }
  const initIsGiven = Object.keys(given).some(isInit)
  if (values.LANGFUSE_INIT_ORG_ID === undefined) {
    const names = initIsGiven ? identity : Object.keys(initGenerators)
    for (const name of names) {
      const value = initIsGiven ? given[name] : initGenerators[name]?.()
      if (value !== undefined) values[name] = value
    }
  }
  if (Object.keys(values).some((name) => values[name] !== stored[name])) await writeSecrets(path, values)
  const used = Object.entries(values).filter(
    ([name]) => given[name] === undefined && !(initIsGiven && isInit(name)),
  )
  return {
    values: Object.fromEntries(used),
    created: used.map(([name]) => name).filter((name) => stored[name] === undefined),
  }
}

function isInit(name: string): boolean {
  return name.startsWith('LANGFUSE_INIT_')
}

export function secretsPath(dataDir: string): string {
  return join(dataDir, 'secrets.json')
}

/** The stored values, or undefined before the first start. Never replaces a file it cannot read. */
export async function readSecrets(path: string): Promise<Record<string, string> | undefined> {
  let text: string
  try {
    if (((await stat(path)).mode & 0o077) !== 0) await chmod(path, 0o600)
    text = await readFile(path, 'utf8')
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error)
    if (reason === 'ENOENT') return undefined
    throw new Failure('secrets.unreadable', { path, reason }, configurationError)
  }
  const parsed = parseObject(text)
  if (!parsed) throw new Failure('secrets.damaged', { path }, configurationError)
  return Object.fromEntries(
    Object.entries(parsed).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}

function parseObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Written whole or not at all: a crash half-way must not lose the key that encrypts stored credentials. */
async function writeSecrets(path: string, values: Environment): Promise<void> {
  const temporary = `${path}.${randomWord(8)}.tmp`
  const file = await open(temporary, 'wx', 0o600)
  try {
    await file.writeFile(`${JSON.stringify(values, null, 2)}\n`)
    await file.sync()
  } catch (error) {
    await unlink(temporary)
    throw error
  } finally {
    await file.close()
  }
  await rename(temporary, path)
}

/** Letters and digits that are hard to confuse when read aloud or typed. */
const alphabet = '23456789abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ'

function randomWord(length: number): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('')
}
