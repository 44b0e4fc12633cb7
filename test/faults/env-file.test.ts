import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { call } from '../kit/langfuse-api.ts'
import { identityVariables, runCli, startProduct, temporaryDataDir } from '../kit/product.ts'

let dataDir: string
beforeEach(async () => {
  dataDir = await temporaryDataDir()
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

test('env files of a Windows editor, with a byte order mark and CRLF, give the accounts and keys that they name', async () => {
  const { LITELLM_MASTER_KEY: masterKey, ...accounts } = identityVariables
  const platformFile = join(dataDir, 'platform.env')
  const gatewayFile = join(dataDir, 'gateway.env')
  // The first line follows the byte order mark at once, the last one has no line end.
  await writeFile(platformFile, windowsText({ ...accounts, LANGFUSE_INIT_ORG_NAME: '"Clïne 組織"' }))
  await writeFile(gatewayFile, windowsText({ LITELLM_MASTER_KEY: masterKey }))
  const args = ['--env-file', platformFile, '--env-file', gatewayFile]
  await using product = await startProduct({ dataDir, args, ownIdentity: true })

  const models = await call(`${product.gatewayUrl}/v1/models`, 'GET', undefined, {
    authorization: `Bearer ${masterKey}`,
  })
  expect(models.status).toBe(200)
  const keys = `${accounts.LANGFUSE_INIT_PROJECT_PUBLIC_KEY}:${accounts.LANGFUSE_INIT_PROJECT_SECRET_KEY}`
  const projects = await call(`${product.serverUrl}/api/public/projects`, 'GET', undefined, {
    authorization: `Basic ${Buffer.from(keys).toString('base64')}`,
  })
  expect(projects.body.data).toMatchObject([
    {
      id: accounts.LANGFUSE_INIT_PROJECT_ID,
      name: accounts.LANGFUSE_INIT_PROJECT_NAME,
      organization: { id: accounts.LANGFUSE_INIT_ORG_ID, name: 'Clïne 組織' },
    },
  ])
  const signIn = await call(
    `${product.serverUrl}/api/auth/sign-in/email`,
    'POST',
    { email: accounts.LANGFUSE_INIT_USER_EMAIL, password: accounts.LANGFUSE_INIT_USER_PASSWORD },
    { origin: product.serverUrl },
  )
  expect(signIn.status).toBe(200)
  expect(product.output()).not.toContain('was passed over')
})

test('commands in another terminal know the env files that the product was started with', async () => {
  const file = join(dataDir, 'product.env')
  await writeFile(file, windowsText(identityVariables))
  await using _product = await startProduct({ dataDir, args: ['--env-file', file], ownIdentity: true })
  const here = { KANSOKU_DATA_DIR: dataDir }

  const status = await runCli(['status', '--secrets'], here)
  expect(status.output).toContain(`LITELLM_MASTER_KEY=${identityVariables.LITELLM_MASTER_KEY}`)
  expect(status.output).not.toContain('secrets.json')
  const demo = await runCli(['demo', '--fast', '--tasks', '1'], here)
  expect([demo.code, demo.output]).toEqual([0, expect.stringContaining('were read back')])

  const stranger = await runCli(['demo', '--fast'], { ...here, LITELLM_MASTER_KEY: 'sk-of-another' })
  expect(stranger.code).not.toBe(0)
  expect(stranger.output).toContain('does not know the key')
})

function windowsText(variables: Readonly<Record<string, string>>): string {
  const lines = Object.entries(variables).map(([name, value]) => `${name}=${value}`)
  return `\uFEFF${lines.join('\r\n')}`
}
