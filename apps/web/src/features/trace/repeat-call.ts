import type { ObservationDetail } from '@kansoku/contracts'

export const callLanguages = ['curl', 'python', 'javascript'] as const
export type CallLanguage = (typeof callLanguages)[number]

type Body = Readonly<Record<string, unknown>>

/** Parameters of a call that say how it was answered or where, and nothing of what was asked. */
const notAsked: ReadonlySet<string> = new Set(['stream', 'stream_options', 'user', 'extra_body', 'metadata'])

/**
 * The body of a call to the gateway that asks what a generation was asked. Values that were recorded as text are JSON where
 * they read as such.
 */
export function callBody({ model, modelParameters, metadata, input }: ObservationDetail): Body {
  const parameters = Object.entries(modelParameters)
    .filter(([name, value]) => value !== null && value !== '' && !notAsked.has(name))
    .map(([name, value]) => [name, asJson(value)])
  return {
    model: textOf(metadata.model_group) ?? textOf(metadata.requested_model) ?? model ?? '',
    ...questionOf(input),
    ...Object.fromEntries(parameters),
  }
}

function questionOf(input: unknown): Body {
  if (areMessages(input)) return { messages: input }
  if (typeof input === 'object' && input !== null && !Array.isArray(input)) {
    const { messages, tools } = input as Body
    if (areMessages(messages)) return { messages, ...(Array.isArray(tools) ? { tools } : {}) }
  }
  const content = typeof input === 'string' ? input : (JSON.stringify(input) ?? '')
  return { messages: [{ role: 'user', content }] }
}

function areMessages(value: unknown): value is readonly Body[] {
  const isMessage = (one: unknown) => typeof one === 'object' && one !== null && 'role' in one
  return Array.isArray(value) && value.length > 0 && value.every(isMessage)
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function asJson(value: unknown): unknown {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value) as unknown
  } catch {
    return value
  }
}

/** A program that repeats a call; its key is read from the environment. */
export function writeCall(language: CallLanguage, body: Body, gatewayUrl: string): string {
  return writers[language](body, `${gatewayUrl}/v1`)
}

const writers: Readonly<Record<CallLanguage, (body: Body, baseUrl: string) => string>> = {
  curl: (body, baseUrl) =>
    [
      `curl ${baseUrl}/chat/completions \\`,
      '  -H "Authorization: Bearer $KANSOKU_API_KEY" \\',
      '  -H "Content-Type: application/json" \\',
      `  -d '${JSON.stringify(body, null, 2).replaceAll("'", String.raw`'\''`)}'`,
      '',
    ].join('\n'),
  python: (body, baseUrl) =>
    [
      'import json',
      'import os',
      '',
      'from openai import OpenAI',
      '',
      `client = OpenAI(base_url=${JSON.stringify(baseUrl)}, api_key=os.environ["KANSOKU_API_KEY"])`,
      'body = json.loads(',
      `    ${JSON.stringify(JSON.stringify(body))}`,
      ')',
      'answer = client.chat.completions.create(**body)',
      'print(answer.choices[0].message)',
      '',
    ].join('\n'),
  javascript: (body, baseUrl) =>
    [
      "import OpenAI from 'openai'",
      '',
      'const client = new OpenAI({',
      `  baseURL: ${JSON.stringify(baseUrl)},`,
      '  apiKey: process.env.KANSOKU_API_KEY,',
      '})',
      `const answer = await client.chat.completions.create(${JSON.stringify(body, null, 2)})`,
      'console.log(answer.choices[0].message)',
      '',
    ].join('\n'),
}
