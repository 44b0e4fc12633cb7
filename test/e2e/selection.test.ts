import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { demoPages } from '../kit/product-pages.ts'

const demo = demoPages()

const words = [
  {
    ...{ locale: 'en-US', bar: 'Selection', whole: 'Select all rows of this page', three: '3 selected' },
    ...{ export: 'Export', lines: 'JSON Lines', ready: 'Ready: Traces as JSON Lines', save: 'Download' },
    ...{ tags: 'Tags', field: 'Tags, separated by commas', add: 'Add tags', bookmark: 'Bookmark' },
    ...{ starred: 'Bookmarked', clear: 'Clear selection', delete: 'Delete', confirm: 'Delete 3 traces' },
    ...{ exports: 'Exports and bulk actions', forget: 'Delete: Traces as JSON Lines', done: 'Done' },
    ...{ none: 'No trace matches', noExports: 'No exports yet' },
  },
  {
    ...{ locale: 'ja-JP', bar: '選択', whole: 'このページの行をすべて選択', three: '3件を選択中' },
    ...{ export: 'エクスポート', lines: 'JSON Lines', ready: 'トレース（JSON Lines）の準備ができました' },
    ...{ save: 'ダウンロード', tags: 'タグ', field: 'タグ（カンマ区切り）', add: 'タグを追加' },
    ...{ bookmark: 'ブックマーク', starred: 'ブックマーク', clear: '選択を解除', delete: '削除' },
    ...{ confirm: '3件を削除', exports: 'エクスポートと一括操作', forget: '削除: トレース（JSON Lines）' },
    ...{ done: '完了', none: '一致するトレースがありません', noExports: 'エクスポートはまだありません' },
  },
]

test.each(words)('rows are selected, exported, tagged, bookmarked and deleted ($locale)', async (w) => {
  const page = await demo.pages.open('/traces', w.locale)
  const boxes = page.locator('tbody').getByRole('checkbox')
  await boxes.first().click()
  await boxes.nth(2).click({ modifiers: ['Shift'] })
  const bar = page.getByRole('region', { name: w.bar, exact: true })
  await bar.getByText(w.three).waitFor()
  await demo.pages.expectSound(page)

  await bar.getByRole('button', { name: w.export, exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: w.lines }).click()
  await demo.pages.expectSound(page)
  await dialog.getByRole('button', { name: w.export, exact: true }).click()
  await page.getByText(w.ready, { exact: true }).first().waitFor()
  await demo.pages.expectSound(page)
  const saving = page.waitForEvent('download')
  await page.getByRole('link', { name: w.save }).click()
  const saved = await saving
  expect(saved.suggestedFilename()).toMatch(/^traces-\d{8}-\d{6}\.jsonl$/)
  const lines = (await readFile(await saved.path(), 'utf8')).trim().split('\n')
  expect(lines.map((line) => typeof JSON.parse(line).id)).toEqual(['string', 'string', 'string'])

  await bar.getByRole('button', { name: w.tags, exact: true }).click()
  await dialog.getByLabel(w.field).fill('journey、later')
  await dialog.getByRole('button', { name: w.add, exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
  await bar.getByRole('button', { name: w.bookmark, exact: true }).click()
  await expect.poll(() => page.locator('tbody button[aria-pressed=true]').count()).toBe(3)
  await bar.getByRole('button', { name: w.clear }).click()
  await bar.waitFor({ state: 'detached' })

  await page.getByRole('button', { name: w.starred, exact: true }).click()
  await expect.poll(() => boxes.count()).toBe(3)
  await page
    .locator('tbody')
    .getByTitle(/journey, later/)
    .first()
    .waitFor()
  // By keyboard: the first row, and from there to the last one.
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('Shift+X')
  await bar.getByText(w.three).waitFor()
  await bar.getByRole('button', { name: w.delete, exact: true }).click()
  await demo.pages.expectSound(page)
  await dialog.getByRole('button', { name: w.confirm, exact: true }).click()
  await page.getByRole('heading', { name: w.none }).waitFor()

  await page.keyboard.press('g')
  await page.keyboard.press('e')
  const table = page.getByRole('table', { name: w.exports })
  await table.getByText(w.done, { exact: true }).waitFor()
  await demo.pages.expectSound(page)
  await table.getByRole('button', { name: w.forget }).click()
  await dialog.getByRole('button', { name: w.delete, exact: true }).click()
  await page.getByRole('heading', { name: w.noExports }).waitFor()
  await demo.pages.expectSound(page)
})

const ofObservations = [
  {
    ...{ locale: 'en-US', bar: 'Selection', two: '2 selected', export: 'Export', lines: 'JSON Lines' },
    ...{ title: /^Export 2 observations$/, ready: 'Ready: Observations as JSON Lines', save: 'Download' },
    ...{ whole: 'Select all rows of this page', all: /^Export \d+ observations$/ },
  },
  {
    ...{ locale: 'ja-JP', bar: '選択', two: '2件を選択中', export: 'エクスポート', lines: 'JSON Lines' },
    ...{ title: /2件/, ready: 'オブザベーション（JSON Lines）の準備ができました', save: 'ダウンロード' },
    ...{ whole: 'このページの行をすべて選択', all: /\d+件/ },
  },
]

test.each(ofObservations)('chosen observations are exported, and no others ($locale)', async (w) => {
  const page = await demo.pages.open('/observations', w.locale)
  const rows = page.locator('tbody tr')
  await rows.first().waitFor()
  const chosen = [
    await rows.nth(0).getAttribute('data-row-id'),
    await rows.nth(1).getAttribute('data-row-id'),
  ]
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await page.keyboard.press('j')
  await page.keyboard.press('Shift+X')
  const bar = page.getByRole('region', { name: w.bar, exact: true })
  await bar.getByText(w.two).waitFor()
  await demo.pages.expectSound(page)
  await bar.getByRole('button', { name: w.export, exact: true }).click()
  const dialog = page.getByRole('dialog', { name: w.title })
  await dialog.getByRole('radio', { name: w.lines }).click()
  await dialog.getByRole('button', { name: w.export, exact: true }).click()
  await page.getByText(w.ready, { exact: true }).first().waitFor()
  const saving = page.waitForEvent('download')
  await page.getByRole('link', { name: w.save }).click()
  const saved = await saving
  expect(saved.suggestedFilename()).toMatch(/^observations-\d{8}-\d{6}\.jsonl$/)
  const lines = (await readFile(await saved.path(), 'utf8')).trim().split('\n')
  expect(lines.map((line) => JSON.parse(line).id).sort()).toEqual(chosen.sort())

  // A narrowed list begins with no selection.
  await page.getByRole('combobox').fill('type:generation')
  await page.getByRole('combobox').press('Enter')
  await bar.waitFor({ state: 'detached' })
  await page.getByRole('checkbox', { name: w.whole }).check()
  await bar.getByRole('button', { name: w.export, exact: true }).click()
  await page.getByRole('dialog', { name: w.all }).waitFor()
  await demo.pages.expectSound(page)
})
