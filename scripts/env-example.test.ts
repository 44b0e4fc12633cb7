import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseEnvFile } from '../apps/cli/src/environment/dotenv.ts'
import { documentedVariables } from '../apps/server/src/config.ts'

const text = readFileSync(new URL('../.env.example', import.meta.url), 'utf8')
const named = new Set([...text.matchAll(/^# ([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name))

/** Other names of variables, and one that the gateway sets for its workers. */
const notNamed = new Set(['LANGFUSE_BASE_URL', 'LANGFUSE_OTEL_HOST', 'KANSOKU_WORKER'])

/** Variables that the CLI and the gateway take from the environment besides the server's. */
const others = readFileSync(new URL('../apps/gateway/src/config.ts', import.meta.url), 'utf8').match(
  /\b(KANSOKU|LITELLM|LANGFUSE|PROXY)_[A-Z_]+\b/g,
)

test('.env.example names every variable that is read', () => {
  const read = [...documentedVariables.map(({ name }) => name), ...(others ?? [])]
  expect(read.filter((name) => !named.has(name) && !notNamed.has(name))).toEqual([])
})

test('.env.example shows the defaults of the server', () => {
  for (const { name, default: value } of documentedVariables) {
    if (value === undefined || name.startsWith('LANGFUSE_INIT_')) continue
    expect(text, name).toContain(`# ${name}=${value}\n`)
  }
})

test('a copy of .env.example sets nothing and is understood whole', () => {
  expect(parseEnvFile(text)).toEqual({ assignments: [], problems: [] })
})
