import type { Page } from 'playwright-core'
import { identity, type Product } from './product.ts'

/** Signs in through the form as a user does and goes on to a path. */
export async function signIn(page: Page, product: Product, path = '/'): Promise<void> {
  await page.goto(`${product.serverUrl}${path}`)
  await page.getByLabel(/^(Email address or user name|メールアドレスまたはユーザー名)$/).fill(identity.email)
  await page.getByLabel(/^(Password|パスワード)$/).fill(identity.password)
  await page.getByRole('button', { name: /^(Sign in|サインイン)$/ }).click()
  await page.getByRole('navigation').first().waitFor()
}

/** Signs in as the web UI does and returns the cookies of the session. */
export async function signInByApi({ serverUrl }: Product): Promise<string> {
  const answer = await fetch(`${serverUrl}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: serverUrl },
    body: JSON.stringify({ email: identity.email, password: identity.password }),
  })
  if (!answer.ok) throw new Error(`sign-in answered ${answer.status}: ${await answer.text()}`)
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ')
}
