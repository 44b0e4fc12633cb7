import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { demoPages } from '../kit/product-pages.ts'

const demo = demoPages()

const words = [
  {
    ...{
      locale: 'en-US',
      list: 'traces',
      errors: 'Errors only',
      saveAs: 'Save as…',
      name: 'Name',
      save: 'Save',
    },
    ...{ share: 'Share with the project', own: 'Open with this view', reset: 'Discard changes' },
    ...{ changed: 'changed', remove: 'Delete…', confirm: 'Delete view', slow: 'Over 10 s' },
    ...{ whole: 'All traces', called: 'Every morning' },
  },
  {
    ...{
      locale: 'ja-JP',
      list: 'observations',
      errors: 'エラーのみ',
      saveAs: '名前を付けて保存…',
      name: '名前',
    },
    ...{ save: '保存', share: 'プロジェクトで共有する', own: 'このビューで開く', reset: '変更を破棄' },
    ...{ changed: '変更あり', remove: '削除…', confirm: 'ビューを削除', slow: '10秒以上' },
    ...{ whole: 'すべてのオブザベーション', called: '朝の確認' },
  },
]

const paramsOf = (page: Page) => new URL(page.url()).searchParams

test.each(words)(
  'a view is kept, opened by default and by its link, changed and deleted ($list, $locale)',
  async ({ locale, list, called, ...said }) => {
    const page = await demo.pages.open(`/${list}`, locale)
    const views = page.getByRole('button', { name: /^(View|ビュー): / })
    const choose = async (
      name: string,
      role: 'menuitem' | 'menuitemradio' | 'menuitemcheckbox' = 'menuitem',
    ) => {
      await views.click()
      await page.getByRole(role, { name, exact: true }).click()
    }
    await choose(said.errors, 'menuitemradio')
    await expect.poll(() => paramsOf(page).get('level')).toBe('ERROR')
    await page
      .getByRole('link', { name: /^(demo-overloaded|litellm-acompletion)$/ })
      .first()
      .waitFor()

    await choose(said.saveAs)
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(said.name, { exact: true }).fill(called)
    await dialog.getByLabel(said.share).check()
    await demo.pages.expectSound(page)
    await dialog.getByRole('button', { name: said.save, exact: true }).click()
    await views.filter({ hasText: called }).waitFor()
    const id = paramsOf(page).get('view') ?? ''
    expect(id).toMatch(/^[0-9a-f-]{36}$/)

    await choose(said.own, 'menuitemcheckbox')
    // Marked once it is stored.
    await page.getByRole('menuitemcheckbox', { name: said.own, exact: true, checked: true }).waitFor()
    await demo.pages.expectSound(page)
    await page.keyboard.press('Escape')
    for (const address of [`/${list}`, `/${list}?view=${id}`]) {
      await page.goto(demo.pages.at(address))
      await views.filter({ hasText: called }).waitFor()
      await expect
        .poll(() => [paramsOf(page).get('view'), paramsOf(page).get('level')])
        .toEqual([id, 'ERROR'])
    }

    await page.getByRole('button', { name: said.slow, exact: true }).click()
    await views.and(page.getByRole('button', { name: said.changed })).waitFor()
    await choose(said.reset)
    await expect.poll(() => paramsOf(page).get('latency')).toBeNull()
    await page.getByRole('button', { name: said.slow, exact: true }).click()
    await views.and(page.getByRole('button', { name: said.changed })).waitFor()
    await choose(said.save)
    await views.and(page.getByRole('button', { name: said.changed })).waitFor({ state: 'detached' })

    await choose(said.whole, 'menuitemradio')
    await expect.poll(() => paramsOf(page).get('view')).toBe('all')
    await page.reload()
    await views.filter({ hasText: said.whole }).waitFor()
    await expect.poll(() => paramsOf(page).get('level')).toBeNull()

    await choose(called, 'menuitemradio')
    await expect.poll(() => paramsOf(page).get('latency')).toBe('10..')
    await choose(said.remove)
    await page.getByRole('button', { name: said.confirm }).click()
    await views.filter({ hasText: said.whole }).waitFor()
    await page.goto(demo.pages.at(`/${list}`))
    await views.filter({ hasText: said.whole }).waitFor()
    await expect.poll(() => [...paramsOf(page).keys()]).toEqual([])
  },
)

test('a view holds the shape of the table, which a browser may change for itself', async () => {
  const page = await demo.pages.open('/traces', 'en-US')
  const heads = () => page.getByRole('columnheader').allTextContents()
  const hide = async (column: string) => {
    await page.getByRole('button', { name: 'Columns' }).click()
    await page.getByRole('checkbox', { name: column, exact: true }).uncheck()
    await page.keyboard.press('Escape')
  }
  const views = page.getByRole('button', { name: /^View: / })
  await page.getByRole('columnheader').first().waitFor()
  const before = await heads()
  await hide('User')
  await views.click()
  await page.getByRole('menuitem', { name: 'Save as…' }).click()
  await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill('No users')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await views.filter({ hasText: 'No users' }).waitFor()
  await expect.poll(heads).toEqual(before.filter((name) => name !== 'User'))
  await hide('Tags')
  await views.and(page.getByRole('button', { name: 'changed' })).waitFor()
  await views.click()
  await page.getByRole('menuitemradio', { name: 'All traces' }).click()
  await expect.poll(heads).toEqual(before)
  await views.click()
  await page.getByRole('menuitemradio', { name: 'No users' }).click()
  await expect.poll(heads).toEqual(before.filter((name) => !['User', 'Tags'].includes(name)))
})

test.each([
  {
    ...{ locale: 'en-US', list: 'sessions', ready: 'High cost', columns: 'Columns', hidden: 'Model' },
    ...{ saveAs: 'Save as…', name: 'Name', save: 'Save', own: 'Open with this view', called: 'Dear talks' },
  },
  {
    ...{ locale: 'ja-JP', list: 'users', ready: 'コストが高いもの', columns: '列', hidden: 'モデル' },
    ...{ saveAs: '名前を付けて保存…', name: '名前', save: '保存', own: 'このビューで開く', called: '請求先' },
  },
])('a list of $list opens with a view of its own ($locale)', async ({ locale, list, called, ...said }) => {
  const page = await demo.pages.open(`/${list}`, locale)
  const views = page.getByRole('button', { name: /^(View|ビュー): / })
  const heads = () => page.getByRole('columnheader').allTextContents()
  await page.locator('[data-row-link]').first().waitFor()
  await expect.poll(heads).toContain(said.hidden)
  await views.click()
  await page.getByRole('menuitemradio', { name: said.ready }).click()
  await expect.poll(() => paramsOf(page).get('sort')).toBe('-totalCost')
  await page.getByRole('button', { name: said.columns }).click()
  await page.getByRole('checkbox', { name: said.hidden, exact: true }).uncheck()
  await page.keyboard.press('Escape')
  await views.click()
  await page.getByRole('menuitem', { name: said.saveAs }).click()
  await page.getByRole('dialog').getByLabel(said.name, { exact: true }).fill(called)
  await page.getByRole('dialog').getByRole('button', { name: said.save, exact: true }).click()
  await views.filter({ hasText: called }).waitFor()
  await views.click()
  await page.getByRole('menuitemcheckbox', { name: said.own }).click()
  // Marked once it is stored.
  await page.getByRole('menuitemcheckbox', { name: said.own, checked: true }).waitFor()
  await demo.pages.expectSound(page)

  await page.goto(demo.pages.at(`/${list}`))
  await views.filter({ hasText: called }).waitFor()
  await expect.poll(() => paramsOf(page).get('sort')).toBe('-totalCost')
  await page.locator('[data-row-link]').first().waitFor()
  await expect.poll(heads).not.toContain(said.hidden)
})

test.each([
  {
    ...{ locale: 'en-US', list: 'sessions', named: 'Sessions', home: 'Home', traces: 'Traces' },
    ...{ range: 'Time range: Last 7 days', day: 'Last 24 hours', month: 'Last 30 days', filters: 'Filters' },
  },
  {
    ...{ locale: 'ja-JP', list: 'users', named: 'ユーザー', home: 'ホーム', traces: 'トレース' },
    ...{ range: '期間: 過去7日間', day: '過去24時間', month: '過去30日間', filters: 'フィルター' },
  },
])('the week of $list stays there, a range that somebody chooses is taken along', async (said) => {
  const page = await demo.pages.open(`/${said.list}`, said.locale)
  const goTo = (name: string) => page.getByRole('navigation').getByRole('link', { name, exact: true }).click()
  await page.getByRole('button', { name: said.range }).waitFor()
  const asked = page.waitForRequest(/\/facets\?/)
  await page.getByRole('button', { name: said.filters, exact: true }).click()
  const { searchParams } = new URL((await asked).url())
  const [from, to] = ['from', 'to'].map((name) => Date.parse(searchParams.get(name) ?? ''))
  expect((to ?? 0) - (from ?? 0)).toBeGreaterThanOrEqual(7 * 86_400_000)
  await page.locator('[data-row-link]').first().click()
  await page.waitForURL(new RegExp(`/${said.list}/`))
  await goTo(said.traces)
  await page.getByRole('button', { name: said.day }).waitFor()
  await goTo(said.home)
  await page.waitForURL((url) => url.pathname.endsWith('-project'))
  await expect.poll(() => [...paramsOf(page)]).toEqual([])

  await goTo(said.named)
  await page.getByRole('button', { name: said.range }).click()
  await page.getByRole('button', { name: said.month }).click()
  await goTo(said.traces)
  await page.getByRole('button', { name: said.month }).waitFor()
})
