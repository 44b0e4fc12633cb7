import type { MetadataStore } from '@kansoku/storage'
import { openTestMetadata } from '@kansoku/storage/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { PlatformContext } from '../context.ts'
import { initialize } from '../initialize/initialize.ts'
import { type Accounts, type Browser, createAccounts } from './accounts.ts'

const login = { userName: 'litellm', password: 'litellm' }
const owner = { email: 'owner@example.com', name: 'Owner', password: 'the owner’s own' }
const browser: Browser = { cookie: undefined, userAgent: 'test', ip: '203.0.113.7', secure: false }

let metadata: MetadataStore
let ctx: PlatformContext
let accounts: Accounts
beforeAll(async () => {
  metadata = await openTestMetadata()
  ctx = { metadata, clock: { now: () => new Date() }, salt: 'salt' }
})
afterAll(() => metadata?.close())
beforeEach(() => {
  accounts = createAccounts(ctx, { secret: 'secret', sessionSeconds: 3600, installationLogin: login })
})

const enter = (email: string, password: string) => accounts.signIn({ email, password }, browser)
const codeOf = (entering: Promise<unknown>) =>
  entering.then(
    () => 'in',
    (error: { code: string }) => error.code,
  )

test('nobody signs in by it while nobody owns the installation, and it says what is missing', async () => {
  await expect(enter('litellm', 'litellm')).rejects.toMatchObject({
    code: 'access_denied',
    remedy: expect.stringContaining('LANGFUSE_INIT_USER_EMAIL'),
  })
})

describe('the login of the environment', () => {
  beforeAll(async () => {
    const organization = { id: 'acme', name: 'Acme' }
    const project = { id: 'chat', name: 'Chat', retentionDays: null }
    await initialize(ctx, { organization, project, user: owner })
    await initialize(ctx, { organization, user: { ...owner, email: 'later@example.com' } })
    await initialize(ctx, {
      organization: { id: 'zeta', name: 'Zeta' },
      user: { ...owner, email: 'elsewhere@example.com' },
    })
  })

  test('opens a session of the one who has owned the installation for longest', async () => {
    const { user, setCookies } = await enter('litellm', 'litellm')
    expect(user).toEqual({ id: expect.any(String), email: owner.email, name: owner.name })
    const cookie = setCookies.map((one) => one.split(';', 1)[0]).join('; ')
    const session = await accounts.sessionOf({ ...browser, cookie })
    expect(session?.user).toEqual(user)
  })

  test.each([
    ['litellm', 'guess'],
    ['Litellm', 'litellm'],
    [owner.email, 'litellm'],
    ['litellm', owner.password],
  ])('does not take %s with %s', async (name, password) => {
    expect(await codeOf(enter(name, password))).toBe('wrong_email_or_password')
  })

  test('leaves the owner’s own password as it is', async () => {
    expect(await codeOf(enter(owner.email, owner.password))).toBe('in')
  })

  test('is guessed no faster than another password', async () => {
    const codes = []
    for (let index = 0; index < 11; index++) codes.push(await codeOf(enter('litellm', 'guess')))
    expect(codes).toEqual([...Array(10).fill('wrong_email_or_password'), 'too_many_requests'])
  })

  test('is none where there is no password for it', async () => {
    accounts = createAccounts(ctx, { secret: 'secret', sessionSeconds: 3600 })
    expect(await codeOf(enter('litellm', 'litellm'))).toBe('wrong_email_or_password')
  })
})
