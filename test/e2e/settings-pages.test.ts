import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPages, type Pages } from '../kit/pages.ts'
import { identity, type Product, startProduct } from '../kit/product.ts'
import { signInByApi } from '../kit/sign-in.ts'

let product: Product
let pages: Pages
beforeAll(async () => {
  product = await startProduct()
  pages = await openPages(product)
})
afterAll(async () => {
  for (const one of [pages, product]) await one?.[Symbol.asyncDispose]()
})

const words = [
  {
    ...{ locale: 'en-US', account: 'Account', name: 'Name', save: 'Save', saved: 'Saved' },
    ...{ zone: 'Time zone', sessions: 'Signed-in browsers', end: /^Sign out:/ },
    ...{ current: 'Current password', next: /^New password/, change: 'Change password' },
    ...{ wrong: 'The current password is wrong.', changed: 'Password changed', tokyo: /GMT\+9/ },
  },
  {
    ...{ locale: 'ja-JP', account: 'アカウント', name: '名前', save: '保存', saved: '保存しました' },
    ...{ zone: 'タイムゾーン', sessions: 'サインイン中のブラウザー', end: /^サインアウト：/ },
    ...{ current: '現在のパスワード', next: /^新しいパスワード/, change: 'パスワードを変更' },
    ...{ wrong: '現在のパスワードが正しくありません。', changed: 'パスワードを変更しました', tokyo: /JST/ },
  },
]

test.each(words)('an account is looked after in $locale', async (word) => {
  await signInByApi(product)
  const page = await pages.open('/settings', word.locale)
  await page.getByRole('link', { name: word.account, exact: true }).click()
  await page.waitForURL(pages.at('/settings/account'))

  const name = page.getByLabel(word.name, { exact: true })
  await name.waitFor()
  await pages.expectSound(page)
  await name.fill(`Admin ${word.locale}`)
  await page.getByRole('button', { name: word.save, exact: true }).click()
  await page.getByText(word.saved).waitFor()
  await page.getByRole('button', { name: `Admin ${word.locale}` }).waitFor()

  await page.getByLabel(word.zone, { exact: true }).selectOption('Asia/Tokyo')
  await page.getByText(word.tokyo).waitFor()
  await page.reload()
  await page.getByText(word.tokyo).waitFor()
  await page.getByLabel(word.zone, { exact: true }).selectOption('')

  const sessions = page.getByRole('list', { name: word.sessions }).getByRole('listitem')
  await sessions.nth(1).waitFor()
  const before = await sessions.count()
  await page.getByRole('button', { name: word.end }).first().click()
  await expect.poll(() => sessions.count()).toBe(before - 1)

  const setPassword = async (current: string, next: string) => {
    await page.getByLabel(word.current).fill(current)
    await page.getByLabel(word.next).fill(next)
    await page.getByRole('button', { name: word.change }).click()
  }
  await setPassword('a wrong one', identity.password)
  await page.getByText(word.wrong).waitFor()
  await setPassword(identity.password, identity.password)
  await page.getByText(word.changed).waitFor()
  await expect.poll(() => sessions.count()).toBe(1)

  await page.goto(`${product.serverUrl}/account`)
  await page.getByLabel(word.name, { exact: true }).waitFor()
  expect(page.url()).toBe(pages.at('/settings/account'))
})
