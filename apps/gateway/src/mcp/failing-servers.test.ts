import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { createMcpHandler } from '@modelcontextprotocol/server'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { startTestGateway, type TestGateway } from '../testing/start-test-gateway.ts'
import { type HttpTools, startHttpTools } from './testing/http-tools.ts'
import { createSessionTools } from './testing/session-tools.ts'
import { connectToolClient } from './testing/tool-client.ts'
import { createTools } from './testing/tools.ts'

const program = resolve(import.meta.dirname, 'testing/stdio-program.ts')
const node = (...args: string[]) => ({ command: process.execPath, args })

/** On a busy machine. */
const patience = { timeout: 20_000 }

/** Answers everything with a page. */
const page = createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome</h1>')
})

async function closedPort(): Promise<number> {
  await using tools = await startHttpTools()
  return Number(new URL(tools.url).port)
}

let gateway: TestGateway
beforeAll(async () => {
  await new Promise<void>((listening) => page.listen(0, '127.0.0.1', listening))
  gateway = await startTestGateway({
    config: {
      mcp_servers: {
        good: { ...node(program), timeout: 20 },
        absent: { command: '/nowhere/at-all' },
        ending: node('-e', 'process.exit(3)'),
        silent: { ...node('-e', 'setInterval(() => undefined, 1000)'), timeout: 0.5 },
        babbling: { ...node('-e', 'setInterval(() => console.log("no JSON at all"), 20)'), timeout: 0.5 },
        unreachable: { url: `http://127.0.0.1:${await closedPort()}/mcp` },
        page: { url: `http://127.0.0.1:${(page.address() as AddressInfo).port}/` },
        hasty: { ...node(program), timeout: 2 },
      },
    },
  })
})
afterAll(async () => {
  await gateway?.[Symbol.asyncDispose]()
  page.close()
})
const connect = (path: string) => connectToolClient(`${gateway.url}${path}`)

test('servers that do not start, end, hang or answer nonsense leave the tools of the others alone', async () => {
  await using user = await connect('/mcp')
  const names = await user.names()
  const servers = [...new Set(names.map((name) => name.slice(0, name.indexOf('-'))))]
  expect(servers).toContain('good')
  expect(['good', 'hasty']).toEqual(expect.arrayContaining(servers))
  expect(await user.call('good-get_forecast', { city: 'Kyoto' })).toBe('It is sunny in Kyoto.')
})

test.each<readonly [string, RegExp]>([
  ['absent', /"absent" cannot be reached: ENOENT/],
  ['ending', /"ending" ended before it answered/],
  ['silent', /"silent" is still starting/],
  ['babbling', /"babbling" is still starting/],
  ['unreachable', /"unreachable" cannot be reached: ECONNREFUSED/],
  ['page', /"page" (gave an answer that is not one|answered with|cannot be reached)/],
])('what is wrong with %s is said to who asks for it', async (name, message) => {
  await using user = await connect(`/${name}/mcp`)
  await expect(user.names()).rejects.toThrow(message)
  await expect(user.call('anything')).rejects.toThrow(message)
})

test('a program that is killed in the middle of a call fails that call alone, and is started again', async () => {
  await using user = await connect('/good/mcp')
  const before = await user.call('pid')
  await expect(user.call('die')).rejects.toThrow('The MCP server "good" ended before it answered')
  const after = await user.call('pid')
  expect(after).not.toBe(before)
})

test('one that ends again and again rests before it is started again', async () => {
  await using user = await connect('/ending/mcp')
  await vi.waitUntil(async () => {
    const message = await user.names().catch((error: Error) => error.message)
    return /It is tried again in a moment/.test(String(message))
  }, patience)
})

test('a call that takes too long is given up, and others go on', async () => {
  await using user = await connect('/hasty/mcp')
  await vi.waitUntil(() => user.names().catch(() => undefined), patience)
  const before = await user.call('pid')
  await expect(user.call('hang')).rejects.toThrow('"hasty" did not answer within 2 s')
  expect(await user.call('pid')).toBe(before)
})

test('a server that knows the newest version of the protocol alone is spoken to in it', async () => {
  await using tools = await startHttpTools(createMcpHandler(createTools, { legacy: 'reject' }).fetch)
  await using own = await startTestGateway({ config: { mcp_servers: { newest: { url: tools.url } } } })
  await using user = await connectToolClient(`${own.url}/mcp`)
  expect(await user.names()).toContain('get_forecast')
  expect(await user.call('get_forecast', { city: 'Oslo' })).toBe('It is sunny in Oslo.')
})

test('a server that has forgotten its session is given a new one, and the call is made', async () => {
  const sessions = createSessionTools()
  await using tools = await startHttpTools(sessions.answer)
  await using own = await startTestGateway({ config: { mcp_servers: { far: { url: tools.url } } } })
  await using user = await connectToolClient(`${own.url}/mcp`)
  expect(await user.call('get_forecast', { city: 'Oslo' })).toBe('It is sunny in Oslo.')
  expect(await user.names()).toContain('pid')
  expect(sessions.sessions).toBe(1)
  sessions.forget()
  expect(await user.call('get_forecast', { city: 'Oslo' })).toBe('It is sunny in Oslo.')
  expect(sessions.sessions).toBe(2)
})

test('an answer that breaks off fails at once', async () => {
  const cut = createServer(async (request, response) => {
    const asked = JSON.parse((await buffer(request)).toString('utf8') || '{}')
    if (asked.id === undefined) return response.writeHead(202).end()
    const serverInfo = { name: 'cut', version: '1' }
    const result = { protocolVersion: '2025-06-18', capabilities: { tools: {} }, serverInfo }
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    if (asked.method !== 'initialize') return response.write(': soon', () => response.destroy())
    return response.end(`data: ${JSON.stringify({ jsonrpc: '2.0', id: asked.id, result })}\n\n`)
  })
  await new Promise<void>((listening) => cut.listen(0, '127.0.0.1', listening))
  const url = `http://127.0.0.1:${(cut.address() as AddressInfo).port}/`
  await using own = await startTestGateway({ config: { mcp_servers: { cut: { url, timeout: 3600 } } } })
  await using user = await connectToolClient(`${own.url}/mcp`)
  await expect(user.call('anything')).rejects.toThrow('The answer of the MCP server "cut" broke off')
  await expect(user.names()).rejects.toThrow('The answer of the MCP server "cut" broke off')
  cut.close()
})

test('a program that is busy for ever is ended, and another one started', async () => {
  await using own = await startTestGateway({
    config: { mcp_servers: { only: { ...node(program), timeout: 2 } } },
  })
  await using user = await connectToolClient(`${own.url}/mcp`)
  const before = await vi.waitUntil(() => user.call('pid').catch(() => undefined), patience)
  await expect(user.call('freeze')).rejects.toThrow('"only" did not answer within 2 s')
  const after = await vi.waitUntil(() => user.call('pid').catch(() => undefined), patience)
  expect(after).not.toBe(before)
})

describe('a new config file', () => {
  let tools: HttpTools
  beforeAll(async () => {
    tools = await startHttpTools()
  })
  afterAll(() => tools[Symbol.asyncDispose]())
  const isAlive = (pid: number) => {
    try {
      return process.kill(pid, 0)
    } catch {
      return false
    }
  }

  test('ends what is not in it any more, once it is free, and leaves what has not changed alone', async () => {
    const kept = { ...node(program), env: { NAME: 'kept' } }
    const dropped = { ...node(program), env: { NAME: 'dropped' } }
    await using own = await startTestGateway({ config: { mcp_servers: { kept, dropped } } })
    await using user = await connectToolClient(`${own.url}/mcp`)
    const [keptPid, droppedPid] = await Promise.all([user.call('kept-pid'), user.call('dropped-pid')])
    const file = join(own.dataDir, 'go')
    const waiting = user.call('dropped-wait', { file })
    const next = { mcp_servers: { kept, added: { url: tools.url } } }
    await writeFile(join(own.dataDir, 'config.yaml'), JSON.stringify(next))
    own.gateway.reload()
    const servers = [...new Set((await user.names()).map((name) => name.slice(0, name.indexOf('-'))))]
    expect(servers).toEqual(['kept', 'added'])
    expect(await user.call('kept-pid')).toBe(keptPid)
    expect(isAlive(Number(droppedPid))).toBe(true)
    await writeFile(file, '')
    expect(await waiting).toBe('It is there.')
    await vi.waitUntil(() => !isAlive(Number(droppedPid)), patience)
    expect(isAlive(Number(keptPid))).toBe(true)
  })

  test('and the end of the gateway end all programs', async () => {
    let pid = 0
    {
      await using own = await startTestGateway({ config: { mcp_servers: { only: node(program) } } })
      await using user = await connectToolClient(`${own.url}/mcp`)
      pid = Number(await user.call('pid'))
      expect(isAlive(pid)).toBe(true)
    }
    await vi.waitUntil(() => !isAlive(pid), patience)
  })
})
