import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { connect } from './connection.ts'

const program = pathToFileURL(resolve(import.meta.dirname, 'testing/stdio-program.ts')).href

test('what a server says out of turn stands in the log by its kind alone', async () => {
  const lines: string[] = []
  const log = pino({ level: 'debug' }, { write: (line) => void lines.push(line) })
  const unasked = JSON.stringify({ jsonrpc: '2.0', id: 's3cret', result: {} })
  const babble = `console.log('${unasked}'); import('${program}')`
  const server = {
    name: 'local',
    prefix: 'local',
    transport: { kind: 'stdio' as const, command: process.execPath, args: ['-e', babble], env: {} },
    timeoutSeconds: 60,
    disallowedTools: [],
    accessGroups: [],
    forAllKeys: false,
  }
  const { signal } = new AbortController()
  await using connection = await connect(server, { headers: {}, log, signal, onClose: () => undefined })
  expect((await connection.client.listTools()).tools).not.toHaveLength(0)
  expect(lines.map((line) => JSON.parse(line))).toContainEqual(
    expect.objectContaining({ server: 'local', kind: 'Error', msg: 'an MCP server misbehaves' }),
  )
  expect(lines.join('')).not.toContain('s3cret')
})
