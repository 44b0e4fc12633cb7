import { hash } from 'node:crypto'
import type { McpServer } from '@kansoku/routing'
import { expect, test } from 'vitest'
import { createOwnKeyCheck } from '../http/authentication.ts'
import { headersFor } from './client-headers.ts'

const server = (name: string, more: Partial<McpServer> = {}): McpServer => ({
  name,
  prefix: name,
  transport: { kind: 'http', url: 'https://tools.example/mcp', headers: {}, forwarded: ['authorization'] },
  timeoutSeconds: 60,
  disallowedTools: [],
  accessGroups: [],
  forAllKeys: false,
  ...more,
})
const git = server('git')
const hub = server('Git-Hub', { prefix: 'gh' })
const program = server('git-local', { transport: { kind: 'stdio', command: 'node', args: [], env: {} } })
const known = hash('sha256', 'sk-virtual')
const rules = {
  servers: [git, hub, program],
  isOwnKey: createOwnKeyCheck({
    masterKey: 'sk-master',
    control: {
      findKey: (wanted) => (wanted === known ? ({ hash: known } as never) : undefined),
      knowsKeys: () => true,
      holders: () => ({}) as never,
    },
  }),
}

test('a header is for the server with the longest name that fits, also one that takes none', () => {
  const given = {
    'x-mcp-git-hub-authorization': 'Bearer hub',
    'x-mcp-git-local-token': 'local',
    'x-mcp-git-x-team': 'blue',
    'x-mcp-git-': 'nameless',
    'x-mcp-gh-x-team': 'red',
  }
  expect(headersFor(git, given, rules)).toEqual({ 'x-team': 'blue' })
  expect(headersFor(hub, given, rules)).toEqual({ authorization: 'Bearer hub', 'x-team': 'red' })
  expect(headersFor(program, given, rules)).toEqual({})
})

test.each(['sk-master', 'sk-virtual'])('no key of the gateway goes further, in whatever form: %s', (key) => {
  const forms = [
    key,
    `Bearer ${key}`,
    `bearer  ${key} `,
    `AWS4-HMAC-SHA256 Credential=${key}/20261128/us-east-1/bedrock/aws4_request, Signature=0`,
  ]
  for (const value of forms)
    expect(headersFor(git, { authorization: value, 'x-mcp-git-x-key': value }, rules), value).toEqual({})
})

test('what is no key of the gateway goes on as it is', () => {
  const authorization = 'Bearer sk-of-the-server'
  expect(headersFor(git, { authorization }, rules)).toEqual({ authorization })
})
