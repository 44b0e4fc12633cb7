import { createTokenSource } from '../../http/token-source.ts'
import type { Target } from '../../spec/adapter.ts'
import { ProviderError } from '../../spec/error.ts'
import type { ProviderPorts } from '../../spec/ports.ts'
import {
  type CredentialsPlace,
  credentialsPlace,
  type GoogleCredentials,
  personalPlace,
  readCredentials,
} from './read.ts'
import { metadataRequest, toTokenRequest } from './token-request.ts'

export interface GoogleAccess {
  readonly token: string
  /** The project that the credentials belong to, if they say so. */
  readonly project?: string
}

/** Access to Google's cloud; equal settings share one token. */
export interface GoogleAccessSource {
  /** Rejects with `ProviderError` (authentication). */
  get(params: Target['params'], signal?: AbortSignal): Promise<GoogleAccess>
  /** The service refused the token; true when the next one is a new one. */
  discard(params: Target['params']): boolean
}

const MACHINE = 'machine'

export function createGoogleAccess({ env, now }: ProviderPorts): GoogleAccessSource {
  const tokens = createTokenSource({ provider: 'vertex_ai', env, now })
  /** Files are read once per token, not once per call. */
  const projects = new Map<string, string | undefined>()
  const keyOf = (params: Target['params']) => JSON.stringify(credentialsPlace(params, env) ?? MACHINE)

  return {
    async get(params, signal) {
      const key = keyOf(params)
      const build = async () => {
        const credentials = await findCredentials(credentialsPlace(params, env), () => personalPlace(env))
        projects.set(key, credentials?.project_id ?? credentials?.quota_project_id)
        return credentials ? toTokenRequest(credentials, now()) : metadataRequest(env)
      }
      const token = await tokens.get(key, build, signal).catch((error: unknown) => {
        throw withAdvice(error)
      })
      const project = projects.get(key)
      return { token, ...(project ? { project } : {}) }
    },
    discard: (params) => tokens.discard(keyOf(params)),
  }
}

/** Undefined where nobody left any, and the machine must know. */
async function findCredentials(
  named: CredentialsPlace | undefined,
  personal: () => CredentialsPlace,
): Promise<GoogleCredentials | undefined> {
  if (named) return readCredentials(named)
  try {
    return await readCredentials(personal())
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ENOENT') return undefined
    throw error
  }
}

function withAdvice(error: unknown): unknown {
  if (!(error instanceof ProviderError)) return error
  const advice =
    'set vertex_credentials or GOOGLE_APPLICATION_CREDENTIALS to a service account (its JSON or a path)'
  return new ProviderError('authentication', `${error.message}; ${advice}`, {
    provider: 'vertex_ai',
    cause: error,
  })
}
