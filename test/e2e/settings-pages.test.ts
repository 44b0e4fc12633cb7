import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { identity } from '../kit/product.ts'
import { productPages } from '../kit/product-pages.ts'
import { signInByApi } from '../kit/sign-in.ts'

const opened = productPages()

/** Chooses how the web UI is, which shows at once, and waits until it is stored: what is not yet is lost by a reload. */
async function prefer(page: Page, field: Locator, wanted: string): Promise<void> {
  const stored = page.waitForResponse('**/api/app/account')
  await field.selectOption(wanted)
  expect((await stored).status()).toBe(200)
}

const words = [
  {
    ...{ locale: 'en-US', account: 'Account', name: 'Name', save: 'Save', saved: 'Saved' },
    ...{ zone: 'Time zone', sessions: 'Signed-in browsers', end: /^Sign out:/ },
    ...{ current: 'Current password', next: /^New password/, change: 'Change password' },
    ...{ wrong: 'The current password is wrong.', changed: 'Password changed', tokyo: /GMT\+9/ },
  },
  {
    ...{ locale: 'ja-JP', account: 'アカウント', name: '名前', save: '保存', saved: '保存しました' },
    ...{ zone: 'タイムゾーン', sessions: 'サインイン中のブラウザー', end: /^サインアウト: / },
    ...{ current: '現在のパスワード', next: /^新しいパスワード/, change: 'パスワードを変更' },
    ...{ wrong: '現在のパスワードが正しくありません。', changed: 'パスワードを変更しました', tokyo: /JST/ },
  },
]

test.each(words)('an account is looked after in $locale', async (word) => {
  await signInByApi(opened.product)
  const page = await opened.pages.open('/settings', word.locale)
  await page.getByRole('link', { name: word.account, exact: true }).click()
  await page.waitForURL(opened.pages.at('/settings/account'))

  const name = page.getByLabel(word.name, { exact: true })
  await name.waitFor()
  await opened.pages.expectSound(page)
  await name.fill(`Admin ${word.locale}`)
  await page.getByRole('button', { name: word.save, exact: true }).click()
  await page.getByText(word.saved).waitFor()
  await page.getByRole('button', { name: `Admin ${word.locale}` }).waitFor()

  const zone = page.getByLabel(word.zone, { exact: true })
  await prefer(page, zone, 'Asia/Tokyo')
  await page.getByText(word.tokyo).waitFor()
  await page.reload()
  await page.getByText(word.tokyo).waitFor()
  await prefer(page, zone, '')

  const own = word.locale.slice(0, 2)
  const language = page.getByLabel(/^(Language|言語)$/)
  const shown = () => page.locator('html').getAttribute('lang')
  await prefer(page, language, own === 'ja' ? 'en' : 'ja')
  await expect.poll(shown).not.toBe(own)
  await page.reload()
  await prefer(page, language, '')
  await expect.poll(shown).toBe(own)
  await page.reload()
  await expect.poll(() => language.inputValue()).toBe('')
  await expect.poll(shown).toBe(own)

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

  await page.goto(`${opened.product.serverUrl}/account`)
  await page.getByLabel(word.name, { exact: true }).waitFor()
  expect(page.url()).toBe(opened.pages.at('/settings/account'))
})

const memberWords = [
  {
    ...{ locale: 'en-US', members: 'Members', add: 'Add member', email: 'Email address', submit: 'Add' },
    ...{ invitation: 'Invitation link', done: 'Done', name: 'Name', password: /^New password/ },
    ...{ accept: 'Set password and sign in', invited: 'Invited', void: /This invitation was used/ },
    ...{ roleOf: /^Role of Aiko en-US in the organisation/, remove: 'Remove Aiko en-US', removing: 'Remove' },
    ...{ organization: 'Name and projects', newProject: 'New project', create: 'Create', save: 'Save' },
    ...{ deleteProject: 'Delete project', denied: 'The members could not be loaded' },
  },
  {
    ...{
      locale: 'ja-JP',
      members: 'メンバー',
      add: 'メンバーを追加',
      email: 'メールアドレス',
      submit: '追加',
    },
    ...{ invitation: '招待リンク', done: '完了', name: '名前', password: /^新しいパスワード/ },
    ...{ accept: 'パスワードを設定してサインイン', invited: '招待中', void: /この招待リンクは/ },
    ...{ roleOf: /^Aiko ja-JPの組織でのロール/, remove: 'Aiko ja-JPを削除', removing: '削除' },
    ...{ organization: '名前とプロジェクト', newProject: 'プロジェクトを作成', create: '作成', save: '保存' },
    ...{ deleteProject: 'プロジェクトを削除', denied: 'メンバーを読み込めませんでした' },
  },
]

test.each(memberWords)('somebody is invited, signs in and is removed in $locale', async (word) => {
  const name = `Aiko ${word.locale}`
  const page = await opened.pages.open('/settings', word.locale)
  await page.getByRole('link', { name: word.members, exact: true }).click()
  await page.getByRole('button', { name: word.add }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(word.email).fill(`aiko-${word.locale}@example.com`)
  await dialog.getByRole('button', { name: word.submit, exact: true }).click()
  await page.getByRole('dialog', { name: word.invitation }).waitFor()
  const link = (await dialog.locator('pre').textContent()) ?? ''
  expect(link).toMatch(/\/invitation#/)
  await opened.pages.expectSound(page)
  await dialog.getByRole('button', { name: word.done }).click()
  await page.getByText(word.invited, { exact: true }).waitFor()
  await opened.pages.expectSound(page)

  const context = await page.context().browser()?.newContext({ locale: word.locale })
  const guest = await context?.newPage()
  if (!guest) throw new Error('no second browser')
  await guest.goto(link)
  await guest.getByLabel(word.name, { exact: true }).fill(name)
  await guest.getByLabel(word.password).fill('a good password')
  await opened.pages.expectSound(guest)
  await guest.getByRole('button', { name: word.accept }).click()
  await guest.waitForURL(/\/project\//)
  await guest.getByRole('navigation').first().waitFor()
  await guest.goto('about:blank')
  await guest.goto(link)
  await guest.getByText(word.void).waitFor()

  await page.reload()
  await page.getByLabel(word.roleOf).selectOption('VIEWER')
  await expect.poll(() => page.getByLabel(word.roleOf).inputValue()).toBe('VIEWER')
  await guest.goto(opened.pages.at('/settings/members'))
  await guest.getByRole('heading', { name: word.denied }).waitFor()
  expect(await guest.getByRole('button', { name: word.add }).count()).toBe(0)
  await page.getByRole('button', { name: word.remove }).click()
  await page.getByRole('dialog').getByRole('button', { name: word.removing, exact: true }).click()
  await expect.poll(() => page.getByText(name).count()).toBe(0)
  // An account belongs to no project: it stands by itself where there is none.
  await guest.goto(`${opened.product.serverUrl}/account`)
  await expect.poll(() => guest.getByLabel(word.name, { exact: true }).inputValue()).toBe(name)
  expect(guest.url()).toBe(`${opened.product.serverUrl}/account`)
  await opened.pages.expectSound(guest)
  await context?.close()
})

test.each(memberWords)('a project is created, renamed and deleted in $locale', async (word) => {
  const page = await opened.pages.open('/settings', word.locale)
  await page.getByRole('link', { name: word.organization, exact: true }).click()
  await page.getByRole('button', { name: word.newProject }).waitFor()
  await opened.pages.expectSound(page)
  await page.getByRole('button', { name: word.newProject }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(word.name, { exact: true }).fill(`Second ${word.locale}`)
  await dialog.getByRole('button', { name: word.create, exact: true }).click()
  await page.waitForURL(/\/project\/[\w-]+\/settings$/)
  const field = page.getByLabel(word.name, { exact: true })
  await expect.poll(() => field.inputValue()).toBe(`Second ${word.locale}`)
  await field.fill(`Renamed ${word.locale}`)
  await page.getByRole('button', { name: word.save, exact: true }).click()
  // The navigation says it, too.
  await page.getByText(`Renamed ${word.locale}`).first().waitFor()
  await opened.pages.expectSound(page)

  await page.getByRole('button', { name: word.deleteProject }).click()
  const confirm = page.getByRole('dialog').getByRole('button', { name: word.deleteProject })
  expect(await confirm.isDisabled()).toBe(true)
  await page.getByRole('dialog').getByRole('textbox').fill(`Renamed ${word.locale}`)
  await confirm.click()
  await page.waitForURL(new RegExp(`/project/${identity.projectId}$`))
  await page.goto(opened.pages.at('/settings/organization'))
  await page.getByRole('button', { name: word.newProject }).waitFor()
  expect(await page.getByText(`Renamed ${word.locale}`).count()).toBe(0)
})

const configWords = [
  {
    ...{ locale: 'en-US', page: 'Score configs', create: 'New score config', submit: 'Create', name: 'Name' },
    ...{ kind: 'Kind', add: 'Add category', categoryName: 'Name of category', archive: /^Archive / },
    ...{ archived: 'Archived', restore: /^Restore / },
  },
  {
    ...{ locale: 'ja-JP', page: 'スコア設定', create: 'スコア設定を作成', submit: '作成', name: '名前' },
    ...{ kind: '種類', add: 'カテゴリーを追加', categoryName: 'カテゴリー', archive: /をアーカイブ$/ },
    ...{ archived: 'アーカイブ済み', restore: /を元に戻す$/ },
  },
]

test.each(configWords)('a score config is made and archived in $locale', async (word) => {
  const page = await opened.pages.open('/settings', word.locale)
  await page.getByRole('link', { name: word.page, exact: true }).click()
  await page.getByRole('button', { name: word.create }).click()
  const dialog = page.getByRole('dialog')
  const name = word.locale === 'ja-JP' ? '品質' : 'Quality'
  await dialog.getByLabel(word.name, { exact: true }).fill(name)
  await dialog.getByLabel(word.kind).selectOption('CATEGORICAL')
  await dialog.getByRole('button', { name: word.add }).click()
  const labels = dialog.getByRole('textbox', { name: word.categoryName })
  for (const [index, label] of ['bad', 'good', 'best'].entries()) await labels.nth(index).fill(label)
  await opened.pages.expectSound(page)
  await dialog.getByRole('button', { name: word.submit, exact: true }).click()
  const row = page.getByRole('listitem').filter({ hasText: name })
  await row.getByText('bad (0) · good (1) · best (2)').waitFor()
  await row.getByRole('button', { name: word.archive }).click()
  await row.getByText(word.archived, { exact: true }).waitFor()
  await opened.pages.expectSound(page)
  await row.getByRole('button', { name: word.restore }).click()
  await row.getByRole('button', { name: word.archive }).waitFor()
})

const modelWords = [
  {
    ...{
      locale: 'en-US',
      page: 'Models and prices',
      name: 'Name of a model',
      test: 'Test',
      builtIn: 'Built in',
    },
    ...{
      create: 'New model',
      formName: 'Name',
      pattern: /^Pattern of names/,
      input: 'Price of input, Standard',
    },
    ...{ output: 'Price of output, Standard', addTier: 'Add tier', amount: 'Amount', save: 'Save' },
    ...{
      tierInput: 'Price of input, Tier 2',
      tier: 'Tier: Tier 2',
      edit: 'Edit ',
      copy: 'Copy ',
      own: 'Own',
    },
    ...{ delete: 'Delete ', deleting: 'Delete', none: /^No definition matches/, inputUsage: 'Input' },
  },
  {
    ...{ locale: 'ja-JP', page: 'モデルと料金', name: 'モデル名', test: 'テスト', builtIn: '組み込み' },
    ...{
      create: 'モデルを追加',
      formName: '名前',
      pattern: /^モデル名のパターン/,
      input: 'inputの料金（Standard）',
    },
    ...{ output: 'outputの料金（Standard）', addTier: '料金段階を追加', amount: '量', save: '保存' },
    ...{
      tierInput: 'inputの料金（料金段階2）',
      tier: '料金段階: 料金段階2',
      edit: 'を編集',
      copy: 'を複製',
      own: '独自',
    },
    ...{ delete: 'を削除', deleting: '削除', none: /^この名前に一致する定義がない/, inputUsage: '入力' },
  },
]

test.each(modelWords)('a model is priced, matched and deleted in $locale', async (word) => {
  const page = await opened.pages.open('/settings', word.locale)
  await page.getByRole('link', { name: word.page, exact: true }).click()
  const match = async (name: string) => {
    await page.getByLabel(word.name, { exact: true }).fill(name)
    await page.getByRole('button', { name: word.test, exact: true }).click()
  }
  await match('bedrock/converse/us.anthropic.claude-3-7-sonnet-20250219-v1:0')
  await page.getByRole('status').getByText(word.builtIn, { exact: true }).waitFor()
  await opened.pages.expectSound(page)

  const name = `model-of-${word.locale.toLowerCase()}`
  await page.getByRole('button', { name: word.create }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(word.formName, { exact: true }).fill(name)
  await dialog.getByLabel(word.pattern).fill(`^${name}(-v\\d+)?$`)
  await dialog.getByLabel(word.input).fill('3')
  await dialog.getByLabel(word.output).fill('15')
  await dialog.getByRole('button', { name: word.addTier }).click()
  await dialog.getByLabel(word.amount, { exact: true }).fill('200000')
  await dialog.getByLabel(word.tierInput).fill('6')
  await opened.pages.expectSound(page)
  await dialog.getByRole('button', { name: word.save, exact: true }).click()
  const row = page.getByRole('row').filter({ hasText: name })
  await row.getByText(word.own, { exact: true }).waitFor()

  await match(`${name}-v2`)
  await page.getByRole('status').getByText('$0.0105').waitFor()
  await page.getByLabel(word.inputUsage, { exact: true }).fill('300000')
  await match(`${name}-v2`)
  await page.getByRole('status').getByText(word.tier).waitFor()

  await row.getByRole('button', { name, exact: true }).click()
  await dialog.getByText('Σ ^input > 200,000').waitFor()
  await opened.pages.expectSound(page)
  await page.keyboard.press('Escape')
  await row.getByRole('button', { name: word.edit }).click()
  await dialog.getByLabel(word.input).fill('4')
  await dialog.getByRole('button', { name: word.save, exact: true }).click()
  await row.getByText('$4.00').waitFor()
  await row.getByRole('button', { name: word.delete }).click()
  await dialog.getByRole('button', { name: word.deleting, exact: true }).click()
  await expect.poll(() => page.getByRole('row').filter({ hasText: name }).count()).toBe(0)
  await match(`${name}-v2`)
  await page.getByRole('status').getByText(word.none).waitFor()
})

test('on a phone every section of the settings is reached and fits', async () => {
  const page = await opened.pages.open('/settings', 'ja-JP')
  await page.setViewportSize({ width: 390, height: 844 })
  const sections = page.getByRole('navigation', { name: '設定の項目' }).getByRole('link')
  await sections.first().waitFor()
  const addresses = []
  for (let index = 0; index < (await sections.count()); index++) {
    const address = (await sections.nth(index).getAttribute('href')) ?? ''
    await sections.nth(index).click()
    await page.waitForURL((url) => url.pathname === address)
    await page.getByRole('region').first().waitFor()
    addresses.push(address.split('/settings')[1])
    const overflow = () =>
      page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')
    await expect.poll(overflow, { message: page.url() }).toBe(0)
  }
  expect(addresses).toEqual([
    ...['', '/integrations', '/models', '/score-configs'],
    ...['/organization', '/members', '/account'],
  ])
  await opened.pages.expectSound(page)
})

test('a dialog begins with its first field, one that asks before a loss with the way back', async () => {
  await signInByApi(opened.product)
  const page = await opened.pages.open('/settings', 'en-US')
  const focused = (name: string, role: 'textbox' | 'button') =>
    page.getByRole('dialog').getByRole(role, { name }).and(page.locator(':focus'))
  await page.getByRole('button', { name: 'Create key', exact: true }).click()
  await focused('Note (optional)', 'textbox').waitFor()
  await page.keyboard.press('Escape')
  await page
    .getByRole('button', { name: /^Delete key pk-lf-/ })
    .first()
    .click()
  await focused('Cancel', 'button').waitFor()
  await opened.pages.expectSound(page)
})
