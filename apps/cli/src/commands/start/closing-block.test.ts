import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { createTerminal } from '../../terminal.ts'
import { type Greeting, printClosingBlock } from './closing-block.ts'

const environment = {
  LANGFUSE_INIT_USER_EMAIL: 'admin@kansoku.local',
  LANGFUSE_INIT_USER_PASSWORD: 'abcd-efgh-ijkl-mnop',
  LITELLM_MASTER_KEY: 'sk-kansoku-0123456789',
  LANGFUSE_INIT_PROJECT_PUBLIC_KEY: 'pk-lf-1234',
  LANGFUSE_INIT_PROJECT_SECRET_KEY: 'sk-lf-0123456789',
}
const secrets = ['abcd-efgh-ijkl-mnop', 'sk-kansoku-0123456789', 'sk-lf-0123456789']

function block(given: Partial<Greeting>, language: 'en' | 'ja' = 'en'): string {
  const out = new PassThrough() as unknown as NodeJS.WriteStream
  printClosingBlock(createTerminal(language, { out, error: out }), {
    serverUrl: 'http://localhost:3000',
    gatewayUrl: 'http://localhost:4000',
    environment,
    generated: Object.keys(environment),
    revealed: [],
    model: 'demo-claude-sonnet-4',
    keyInConfigFile: false,
    demo: true,
    inBackground: false,
    ...given,
  })
  return String((out as unknown as PassThrough).read())
}

test('the first start shows everything that was made up', () => {
  const text = block({ revealed: Object.keys(environment) })
  for (const secret of secrets) expect(text).toContain(secret)
  expect(text).toContain('http://localhost:3000')
  expect(text).toContain('npm run demo')
  expect(text).toContain('"model":"demo-claude-sonnet-4"')
  expect(text).toContain('Shown in full this once')
})

test('later starts mask the secrets and tell where they are', () => {
  const text = block({})
  for (const secret of secrets) expect(text).not.toContain(secret)
  expect(text).toContain('pk-lf-1234')
  expect(text).toContain('status --secrets')
})

test('what is to be tried next works as it is pasted, and has the key only where that is shown', () => {
  const first = block({ revealed: Object.keys(environment) })
  expect(first).toContain('-H "Authorization: Bearer sk-kansoku-0123456789"')
  expect(first).not.toContain('$KEY')
  const later = block({})
  expect(later).toMatch(
    /^ +KEY=\$\(npm run -s kansoku -- status --secrets \| sed .*\)\n +curl .*Bearer \$KEY"/m,
  )
  expect(later).not.toContain('$LITELLM_MASTER_KEY')
})

test('who set all of them is not told where to find them', () => {
  expect(block({ generated: [] })).not.toContain('In full:')
})

test('in Japanese, without demo models', () => {
  const text = block({ demo: false }, 'ja')
  expect(text).toContain('Kansoku が起動しました')
  expect(text).not.toContain('npm run demo')
  expect(text).toContain('次の一歩          Cline')
})

test('a key that the config file sets is not mistaken for the generated one', () => {
  const text = block({ keyInConfigFile: true, revealed: Object.keys(environment) })
  expect(text).not.toContain('sk-kansoku-0123456789')
  expect(text).toMatch(/^ +KEY=<general_settings.master_key>\n +curl .*Bearer \$KEY"/m)
})
