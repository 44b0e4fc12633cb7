import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type LoopbackServer, listenOnLoopback } from '../http/loopback-server.ts'

export interface InstanceCredentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken: string
  readonly expiration: Date
}

export interface InstanceMetadataEmulator extends LoopbackServer {
  /** All credentials that were handed out, the newest last. */
  readonly issued: readonly InstanceCredentials[]
  /** How often credentials were asked for. */
  requestCount(): number
}

export interface InstanceMetadataOptions {
  /** Name of the instance role; default `kansoku-instance-role`. */
  readonly role?: string
  /**
   * Seconds until credentials expire. New ones are handed out from five minutes before that, or in the second half of
   * shorter lives. Default 3600.
   */
  readonly lifetimeSeconds?: number
  /** Milliseconds since the epoch; default the system clock. */
  readonly now?: () => number
}

const credentialsPath = '/latest/meta-data/iam/security-credentials/'

/**
 * The instance metadata service of EC2, version 2: a session token by PUT, then the role's name and its credentials.
 * Requests without a token that is still valid get 401, as on an instance that enforces version 2.
 */
export async function startInstanceMetadataEmulator(
  options: InstanceMetadataOptions = {},
): Promise<InstanceMetadataEmulator> {
  const { role = 'kansoku-instance-role', lifetimeSeconds = 3600, now = Date.now } = options
  const sessions = new Map<string, number>()
  const issued: InstanceCredentials[] = []
  let requests = 0

  const renewBeforeMs = Math.min(300, lifetimeSeconds / 2) * 1000
  const currentCredentials = (): InstanceCredentials => {
    const latest = issued.at(-1)
    if (latest && latest.expiration.getTime() - now() > renewBeforeMs) return latest
    const fresh = createCredentials(new Date(now() + lifetimeSeconds * 1000))
    issued.push(fresh)
    return fresh
  }

  const server = await listenOnLoopback(async (request, response) => {
    if (request.url === '/latest/api/token') return openSession(request, response, sessions, now())
    const token = String(request.headers['x-aws-ec2-metadata-token'] ?? '')
    if ((sessions.get(token) ?? 0) <= now()) return send(response, 401, 'Unauthorized')
    if (request.url === credentialsPath) return send(response, 200, role)
    if (request.url !== `${credentialsPath}${role}`) return send(response, 404, 'Not Found')
    requests += 1
    send(response, 200, JSON.stringify(toDocument(currentCredentials(), now())))
  })
  return { ...server, issued, requestCount: () => requests }
}

function openSession(
  request: IncomingMessage,
  response: ServerResponse,
  sessions: Map<string, number>,
  now: number,
): void {
  const seconds = Number(request.headers['x-aws-ec2-metadata-token-ttl-seconds'])
  if (request.method !== 'PUT') {
    send(response, 405, 'Method Not Allowed')
    return
  }
  if (!(seconds >= 1 && seconds <= 21_600)) {
    send(response, 400, 'Bad Request')
    return
  }
  const token = randomBytes(32).toString('base64url')
  sessions.set(token, now + seconds * 1000)
  send(response, 200, token, { 'x-aws-ec2-metadata-token-ttl-seconds': String(seconds) })
}

function createCredentials(expiration: Date): InstanceCredentials {
  return {
    accessKeyId: `ASIA${randomBytes(8).toString('hex').toUpperCase()}`,
    secretAccessKey: randomBytes(30).toString('base64'),
    sessionToken: randomBytes(120).toString('base64'),
    expiration,
  }
}

function toDocument(credentials: InstanceCredentials, now: number) {
  return {
    Code: 'Success',
    Type: 'AWS-HMAC',
    LastUpdated: new Date(now).toISOString(),
    AccessKeyId: credentials.accessKeyId,
    SecretAccessKey: credentials.secretAccessKey,
    Token: credentials.sessionToken,
    Expiration: credentials.expiration.toISOString(),
  }
}

function send(
  response: ServerResponse,
  status: number,
  body: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'text/plain', ...headers }).end(body)
}
