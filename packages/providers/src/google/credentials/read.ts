import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Target } from '../../spec/adapter.ts'
import { type Env, textEnv } from '../../spec/settings.ts'

/** Whose rights calls are made with, as Google's files tell it. */
export interface GoogleCredentials {
  readonly type?: string
  readonly project_id?: string
  readonly quota_project_id?: string
  readonly client_email?: string
  readonly private_key?: string
  readonly private_key_id?: string
  readonly token_uri?: string
  readonly client_id?: string
  readonly client_secret?: string
  readonly refresh_token?: string
}

/** Where credentials stand: the JSON itself, or a file. */
export type CredentialsPlace =
  | { readonly kind: 'json'; readonly text: string }
  | { readonly kind: 'file'; readonly path: string }

/**
 * `vertex_credentials` (JSON, as text or as a map, or a path), VERTEXAI_CREDENTIALS, GOOGLE_APPLICATION_CREDENTIALS, the
 * file that `gcloud` writes. Undefined where there may be a metadata server only.
 */
export function credentialsPlace(params: Target['params'], env: Env): CredentialsPlace | undefined {
  const { vertex_credentials: own = params.vertex_ai_credentials } = params
  if (typeof own === 'object' && own !== null) return { kind: 'json', text: JSON.stringify(own) }
  const named = typeof own === 'string' ? own.trim() : ''
  const text = named || textEnv(env, 'VERTEXAI_CREDENTIALS', 'GOOGLE_APPLICATION_CREDENTIALS')
  if (text) return text.startsWith('{') ? { kind: 'json', text } : { kind: 'file', path: text }
  return undefined
}

/** Google's own place for the credentials of a person at a machine. */
export function personalPlace(env: Env): CredentialsPlace {
  const folder =
    textEnv(env, 'CLOUDSDK_CONFIG') ?? join(textEnv(env, 'HOME') ?? homedir(), '.config', 'gcloud')
  return { kind: 'file', path: join(folder, 'application_default_credentials.json') }
}

/** Rejects with an `Error` that names the place and never shows what stands there. */
export async function readCredentials(place: CredentialsPlace): Promise<GoogleCredentials> {
  const text = place.kind === 'json' ? place.text : await readFile(place.path, 'utf8')
  try {
    const parsed: unknown = JSON.parse(text)
    if (typeof parsed === 'object' && parsed !== null) return parsed
  } catch {
    // Told below.
  }
  throw new Error(`${place.kind === 'file' ? place.path : 'vertex_credentials'} holds no JSON object`)
}
