import type { Page } from 'playwright-core'
import { identity, type Product } from './product.ts'

/** Signs in through the form as a user does and goes on to a path. */
export async function signIn(page: Page, product: Product, path = '/'): Promise<void> {
  await page.goto(`${product.serverUrl}${path}`)
  await page.getByLabel(/^(Email address|メールアドレス)$/).fill(identity.email)
  await page.getByLabel(/^(Password|パスワード)$/).fill(identity.password)
  await page.getByRole('button', { name: /^(Sign in|サインイン)$/ }).click()
  await page.getByRole('navigation').first().waitFor()
}
