import type { IncomingMessage, ServerResponse } from 'node:http'
import { AwsError, sendAwsError, validationError } from '../aws/aws-error.ts'
import { emulatorIdentity, identityFinder } from '../aws/identity.ts'
import { authenticate } from '../aws/verify-signature.ts'
import { type LoopbackServer, listenOnLoopback, readBody } from '../http/loopback-server.ts'

export interface GuardrailCall {
  readonly id: string
  readonly version: string
  readonly source: 'INPUT' | 'OUTPUT'
  readonly texts: readonly string[]
}

export interface GuardrailEmulator extends LoopbackServer {
  readonly calls: readonly GuardrailCall[]
  /** Answers every call with this status until it is set to 0. */
  failWith: number
}

interface GuardrailEmulatorOptions {
  readonly id: string
  /** Words that must not pass. */
  readonly blocked: readonly string[]
  /** What the caller is told then. */
  readonly message: string
}

const emailPattern = /[\w.]+@[\w.]+\w/g

/** ApplyGuardrail with signatures: one guardrail that blocks words and anonymises addresses. */
export async function startGuardrailEmulator(options: GuardrailEmulatorOptions): Promise<GuardrailEmulator> {
  const findIdentity = identityFinder([emulatorIdentity])
  const calls: GuardrailCall[] = []
  const state = { failWith: 0 }
  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request)
    authenticate(request, body, { findIdentity, bearerKeys: [], now: Date.now, service: 'bedrock' })
    const call = parseCall(request, body)
    calls.push(call)
    if (state.failWith > 0) throw new AwsError(state.failWith, failure(state.failWith), 'Told to fail.')
    if (call.id !== options.id)
      throw validationError('The guardrail identifier or version provided in the request does not exist.')
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(judge(call, options)))
  }
  const server = await listenOnLoopback((request, response) =>
    serve(request, response).catch((error: unknown) => {
      if (!(error instanceof AwsError)) throw error
      sendAwsError(response, error)
    }),
  )
  return {
    ...server,
    calls,
    get failWith() {
      return state.failWith
    },
    set failWith(status) {
      state.failWith = status
    },
  }
}

function failure(status: number): string {
  return status < 500 ? 'ValidationException' : 'InternalServerException'
}

function parseCall(request: IncomingMessage, body: Buffer): GuardrailCall {
  const [, id = '', version = ''] =
    /^\/guardrail\/([^/]+)\/version\/([^/]+)\/apply$/.exec(request.url ?? '') ?? []
  if (id === '') throw new AwsError(404, 'UnknownOperationException', 'Unknown operation')
  const { source, content } = JSON.parse(body.toString('utf8'))
  if (!Array.isArray(content) || content.length === 0)
    throw validationError('The content in the request is empty.')
  const texts = content.map((block: { text: { text: string } }) => block.text.text)
  return { id: decodeURIComponent(id), version: decodeURIComponent(version), source, texts }
}

function judge({ texts }: GuardrailCall, { blocked, message }: GuardrailEmulatorOptions): object {
  const words = blocked.filter((word) => texts.some((text) => text.includes(word)))
  const emails = texts.flatMap((text) => text.match(emailPattern) ?? [])
  const assessment = {
    ...(words.length === 0
      ? {}
      : {
          wordPolicy: { customWords: words.map((match) => ({ match, action: 'BLOCKED', detected: true })) },
        }),
    ...(emails.length === 0
      ? {}
      : {
          sensitiveInformationPolicy: {
            piiEntities: emails.map((match) => ({
              type: 'EMAIL',
              match,
              action: 'ANONYMIZED',
              detected: true,
            })),
          },
        }),
  }
  const clean = words.length + emails.length === 0
  const masked = texts.map((text) => ({ text: text.replace(emailPattern, '{EMAIL}') }))
  return {
    usage: { wordPolicyUnits: 1, sensitiveInformationPolicyUnits: 1 },
    action: clean ? 'NONE' : 'GUARDRAIL_INTERVENED',
    outputs: clean ? [] : words.length > 0 ? [{ text: message }] : masked,
    assessments: clean ? [] : [assessment],
  }
}
