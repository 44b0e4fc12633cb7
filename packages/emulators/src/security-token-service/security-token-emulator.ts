import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { AwsError } from '../aws/aws-error.ts'
import { type AwsIdentity, identityFinder, type KnownIdentities } from '../aws/identity.ts'
import { authenticate } from '../aws/verify-signature.ts'
import { type LoopbackServer, listenOnLoopback, readBody } from '../http/loopback-server.ts'

/** Temporary credentials and the role they belong to. */
export interface AssumedRole extends AwsIdentity {
  readonly sessionToken: string
  readonly expiration: Date
  readonly roleArn: string
  readonly sessionName: string
}

export interface SecurityTokenEmulatorOptions {
  /** Who may assume a role, or how to find out. */
  readonly identities?: KnownIdentities
  /** Roles that may be assumed, and the external id that they demand. */
  readonly roles: Readonly<Record<string, { readonly externalId?: string }>>
  /** Web identity tokens that are believed. */
  readonly webTokens?: readonly string[]
  /** What GetCallerIdentity says of a long-lived key; default an IAM user. */
  readonly callerArn?: string
  /** Seconds until assumed credentials expire. Default 3600. */
  readonly lifetimeSeconds?: number
  readonly now?: () => number
}

export interface SecurityTokenEmulator extends LoopbackServer {
  /** All credentials that were handed out, the newest last. */
  readonly issued: readonly AssumedRole[]
}

const ACCOUNT = '123456789012'

/** AWS's Security Token Service: AssumeRole, AssumeRoleWithWebIdentity and GetCallerIdentity. */
export async function startSecurityTokenEmulator(
  options: SecurityTokenEmulatorOptions,
): Promise<SecurityTokenEmulator> {
  const { now = Date.now, lifetimeSeconds = 3600 } = options
  const issued: AssumedRole[] = []
  const findIdentity = identityFinder(options.identities ?? [])

  const issue = (form: URLSearchParams): AssumedRole => {
    const roleArn = form.get('RoleArn') ?? ''
    const role = options.roles[roleArn]
    if (!role || (role.externalId ?? null) !== form.get('ExternalId')) throw denied(roleArn)
    const fresh = createRole(roleArn, form.get('RoleSessionName') ?? '', now() + lifetimeSeconds * 1000)
    issued.push(fresh)
    return fresh
  }

  const answer = (request: IncomingMessage, body: Buffer): string => {
    const form = new URLSearchParams(body.toString('utf8'))
    const action = form.get('Action') ?? ''
    if (action === 'AssumeRoleWithWebIdentity') {
      if (!options.webTokens?.includes(form.get('WebIdentityToken') ?? '')) {
        throw new AwsError(400, 'InvalidIdentityToken', 'The web identity token could not be validated')
      }
      return credentialsXml(action, issue(form))
    }
    authenticate(request, body, { findIdentity, bearerKeys: [], now, service: 'sts' })
    if (action === 'AssumeRole') return credentialsXml(action, issue(form))
    const arn = options.callerArn ?? `arn:aws:iam::${ACCOUNT}:user/tester`
    return resultXml('GetCallerIdentity', `<Arn>${arn}</Arn><Account>${ACCOUNT}</Account>`)
  }

  const server = await listenOnLoopback(async (request, response) => {
    const body = await readBody(request)
    try {
      send(response, 200, answer(request, body))
    } catch (error) {
      if (!(error instanceof AwsError)) throw error
      send(response, error.status, errorXml(error))
    }
  })
  return { ...server, issued }
}

function createRole(roleArn: string, sessionName: string, expiresAt: number): AssumedRole {
  return {
    accessKeyId: `ASIA${randomBytes(8).toString('hex').toUpperCase()}`,
    secretAccessKey: randomBytes(30).toString('base64'),
    sessionToken: randomBytes(120).toString('base64'),
    expiration: new Date(expiresAt),
    roleArn,
    sessionName,
  }
}

function denied(roleArn: string): AwsError {
  return new AwsError(
    403,
    'AccessDenied',
    `User is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
  )
}

function credentialsXml(action: string, role: AssumedRole): string {
  return resultXml(
    action,
    `<Credentials><AccessKeyId>${role.accessKeyId}</AccessKeyId><SecretAccessKey>${role.secretAccessKey}</SecretAccessKey><SessionToken>${role.sessionToken}</SessionToken><Expiration>${role.expiration.toISOString()}</Expiration></Credentials>`,
  )
}

function resultXml(action: string, inner: string): string {
  return `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result>${inner}</${action}Result></${action}Response>`
}

function errorXml({ type, message }: AwsError): string {
  return `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${type}</Code><Message>${message}</Message></Error></ErrorResponse>`
}

function send(response: ServerResponse, status: number, xml: string): void {
  response.writeHead(status, { 'content-type': 'text/xml' }).end(xml)
}
