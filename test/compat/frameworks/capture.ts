import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ModelBrain, startOpenAiEmulator } from '@kansoku/emulators'
import { type Framework, frameworks } from './frameworks.ts'

/**
 * Installs each framework that the arguments name (default: all) into a folder of its own, runs its program against an
 * emulated OpenAI, and writes what it exports to `fixtures/`. Needs the npm registry.
 */
const wanted = process.argv.slice(2)
await using upstream = await startOpenAiEmulator({ brain: forecast() })
for (const framework of frameworks) {
  if (wanted.length === 0 || wanted.includes(framework.id)) await capture(framework)
}

/** A model that looks the weather up before it answers. */
function forecast(): ModelBrain {
  return ({ tools, turns }) => {
    const [tool] = tools
    const told = turns.some(({ toolResults }) => toolResults.length > 0)
    const usage = { inputTokens: 100, outputTokens: 10 }
    if (told || tool === undefined) return { text: 'Sunny in Kyoto.', toolCalls: [], usage }
    return { text: '', toolCalls: [{ id: 'call_1', name: tool, input: { city: 'Kyoto' } }], usage }
  }
}

async function capture({ id, packages }: Framework): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), `capture-${id}-`))
  const { url, requests, close } = await startCollector()
  try {
    await cp(join(import.meta.dirname, 'programs'), folder, { recursive: true })
    await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: packages }))
    await run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--silent'], folder)
    await run(process.execPath, [`${id}.mjs`], folder, {
      OTLP_URL: url,
      OPENAI_BASE_URL: `${upstream.url}/v1`,
      OPENAI_API_KEY: 'sk-emulator',
    })
    const fixture = { capturedBy: `npm run capture-frameworks -w test -- ${id}`, packages, requests }
    const text = JSON.stringify(fixture, null, 1)
      .replaceAll(upstream.url, 'http://127.0.0.1:8080')
      .replaceAll(process.execPath, 'node')
      .replaceAll(folder, '/app')
    await writeFile(join(import.meta.dirname, 'fixtures', `${id}.json`), `${text}\n`)
    console.log(`${id}: ${requests.length} requests`)
  } finally {
    await close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function startCollector() {
  const requests: unknown[] = []
  const server = createServer(async (request, response) => {
    const chunks = await Array.fromAsync(request)
    if (request.url?.endsWith('/v1/traces')) requests.push(JSON.parse(Buffer.concat(chunks).toString()))
    response.setHeader('content-type', 'application/json').end('{}')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const close = async () => {
    server.close()
    server.closeAllConnections()
    await once(server, 'close')
  }
  return { url: `http://127.0.0.1:${port}/v1/traces`, requests, close }
}

async function run(program: string, args: string[], cwd: string, env: NodeJS.ProcessEnv = {}): Promise<void> {
  const { PATH, HOME } = process.env
  const quiet = {
    OTEL_NODE_RESOURCE_DETECTORS: 'none',
    OTEL_SERVICE_NAME: 'weather',
    MASTRA_TELEMETRY_DISABLED: '1',
  }
  const child = spawn(program, args, { cwd, stdio: 'inherit', env: { PATH, HOME, ...quiet, ...env } })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}`)
}
