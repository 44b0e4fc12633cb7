import { expect, test } from 'vitest'
import { demoPages } from '../kit/product-pages.ts'

const demo = demoPages()

const words = [
  {
    ...{ locale: 'en-US', list: 'Coding agents', files: 'Files and edits', turns: 'Turns', turn: 'Turn 4' },
    ...{ context: 'Context by turn', asTable: 'Context by turn: show as a table', failed: 'Failed' },
    ...{ diff: 'Changes of packages/cart/src/total.ts', removed: 'Removed:', compare: 'Compare' },
    ...{ comparison: 'Comparison of tasks', cost: 'Cost' },
  },
  {
    ...{
      locale: 'ja-JP',
      list: 'エージェント',
      files: 'ファイルと編集内容',
      turns: 'ターン一覧',
      turn: 'ターン 4',
    },
    ...{ context: 'コンテキストの推移', asTable: 'コンテキストの推移: 表で見る', failed: '失敗' },
    ...{ diff: 'packages/cart/src/total.ts の変更内容', removed: '削除:', compare: '比較する' },
    ...{ comparison: 'タスクの比較', cost: 'コスト' },
  },
]

const cart = /total of a cart/

test.each(words)(
  'a task of a coding agent is found, looked into edit by edit and compared ($locale)',
  async ({ locale, ...said }) => {
    const page = await demo.pages.open('/agents', locale)
    await page.getByRole('heading', { name: said.list, exact: true }).waitFor()
    const task = page.getByRole('row').filter({ has: page.getByRole('link', { name: cart }) })
    await task.first().getByText('Cline', { exact: true }).waitFor()
    await demo.pages.expectSound(page)

    await task.first().getByRole('link', { name: cart }).click()
    const files = page.getByRole('region', { name: said.files, exact: true })
    await files.getByText(said.failed, { exact: true }).waitFor()
    await files.getByRole('button', { name: /src\/total\.ts/ }).click()
    const diff = files.getByRole('group', { name: said.diff })
    await diff.getByText('sum + item.unitPrice * item.quantity').waitFor()
    await expect.poll(() => diff.getByText(said.removed).count()).toBe(1)
    await page.getByRole('button', { name: said.asTable }).click()
    const rows = page.getByRole('table', { name: said.context }).getByRole('row')
    await expect.poll(() => rows.count()).toBe(8)
    await demo.pages.expectSound(page)

    const turns = page.getByRole('table', { name: said.turns, exact: true })
    await turns.getByRole('link', { name: said.turn }).click()
    await page.getByRole('tree').waitFor()
    expect(new URL(page.url()).searchParams.get('observation')).toBeTruthy()

    await page.goto(demo.pages.at('/agents'))
    await page.getByRole('checkbox').nth(0).check()
    await page.getByRole('checkbox').nth(1).check()
    await page.getByRole('link', { name: said.compare, exact: true }).click()
    const table = page.getByRole('table', { name: said.comparison })
    await table.getByRole('rowheader', { name: said.cost, exact: true }).waitFor()
    await expect.poll(() => table.getByRole('columnheader').count()).toBe(2)
    expect(new URL(page.url()).searchParams.getAll('task')).toHaveLength(2)
    await demo.pages.expectSound(page)
  },
)

test('on a phone a task fits and its edits can be read', async () => {
  const page = await demo.pages.open('/agents', 'ja-JP')
  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByRole('link', { name: cart }).first().click()
  await page.getByRole('heading', { name: 'ファイルと編集内容' }).waitFor()
  await page.getByText("describe('total', () => {").first().waitFor()
  const wider = () => page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
  await expect.poll(wider).toBeLessThanOrEqual(0)
  await demo.pages.expectSound(page)
})

test('g a leads to the tasks, and the address keeps what they are narrowed to', async () => {
  const page = await demo.pages.open('/settings', 'en-US')
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press('a')
  await page.getByRole('link', { name: cart }).first().waitFor()
  await page.getByRole('button', { name: /^Agent:/ }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Codex' }).click()
  await page.getByText('No task matches').waitFor()
  expect(new URL(page.url()).searchParams.getAll('agent')).toEqual(['codex'])
})
