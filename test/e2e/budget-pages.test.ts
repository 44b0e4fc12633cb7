import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { Pages } from '../kit/pages.ts'
import { demoPages } from '../kit/product-pages.ts'

const demo = demoPages()

const open: Pages['open'] = (...wanted) => demo.pages.open(...wanted)
const expectSound: Pages['expectSound'] = (page) => demo.pages.expectSound(page)

const words = [
  {
    ...{ locale: 'en-US', running: 'Active', named: 'Named budgets', noneNamed: 'No named budgets yet' },
    ...{ create: 'Create budget', name: 'Name', budget: 'Budget in US dollars', confirm: 'Create' },
    ...{ edit: 'Edit standard', save: 'Save', remove: 'Delete standard', delete: 'Delete' },
    ...{ noneRunning: 'No active budgets', addCustomer: 'Add customer', customerId: 'Customer ID' },
    ...{ plan: 'Named budget', left: 'Budget left', quiet: 'Nothing was spent', blocked: 'Blocked' },
    ...{ actions: 'Actions for Acme', block: 'Block', unblock: 'Unblock', requests: 'Request log' },
    ...{ close: 'Close', nobody: 'Not assigned', customer: 'Acme (Customer)' },
    ...{ createKey: 'Create key', createTeam: 'Create team', ofPlan: '20 (named budget)' },
    ...{ actionsOf: 'Actions for ', editOne: 'Edit…', deleteOne: 'Delete…', done: 'Done' },
  },
  {
    ...{ locale: 'ja-JP', running: '進行中', named: '予算プラン', noneNamed: '予算プランはまだありません' },
    ...{ create: '予算プランを作成', name: '名前', budget: '予算（米ドル）', confirm: '作成' },
    ...{ edit: 'standardを編集', save: '保存', remove: 'standardを削除', delete: '削除' },
    ...{
      noneRunning: '進行中の予算はありません',
      addCustomer: 'エンドユーザーを追加',
      customerId: 'エンドユーザーID',
    },
    ...{
      plan: '予算プラン',
      left: '予算の残り',
      quiet: 'ここ数日の利用はありません',
      blocked: 'ブロック中',
    },
    ...{ actions: 'Acmeの操作', block: 'ブロック', unblock: 'ブロックを解除', requests: 'リクエストログ' },
    ...{ close: '閉じる', nobody: 'なし', customer: 'Acme (エンドユーザー)' },
    ...{ createKey: 'キーを作成', createTeam: 'チームを作成', ofPlan: '20（予算プラン）' },
    ...{ actionsOf: /の操作$/, editOne: '編集…', deleteOne: '削除…', done: '完了' },
  },
]

const link = (page: Page, path: string) => page.getByRole('navigation').locator(`a[href*="${path}"]`)

test.each(words)(
  'limits with a name are given to a key, a team and a customer, whose budgets run ($locale)',
  async (say) => {
    const page = await open('/budgets', say.locale)
    const budget = page.getByLabel(say.budget, { exact: true })
    await page.getByRole('heading', { name: say.noneRunning }).waitFor()
    await expectSound(page)
    await page.getByRole('radio', { name: say.named }).click()
    await page.getByRole('heading', { name: say.noneNamed }).waitFor()
    await page.getByRole('button', { name: say.create }).first().click()
    await page.getByLabel(say.name, { exact: true }).fill('standard')
    await page.getByLabel(say.budget, { exact: true }).fill('10')
    await expectSound(page)
    await page.getByRole('button', { name: say.confirm, exact: true }).click()
    const plan = page.getByRole('row').filter({ hasText: 'standard' })
    await plan.getByText('$10.00').waitFor()
    await plan.getByText(say.nobody).waitFor()
    await plan.getByRole('button', { name: say.edit }).click()
    await page.getByLabel(say.budget, { exact: true }).fill('20')
    await page.getByRole('button', { name: say.save, exact: true }).click()
    await plan.getByText('$20.00').waitFor()
    await expectSound(page)

    for (const [path, create] of [
      ['/virtual-keys', say.createKey],
      ['/teams', say.createTeam],
    ] as const) {
      await page.goto(demo.pages.at(path))
      await page.getByRole('button', { name: create }).first().click()
      await page.getByLabel(say.name, { exact: true }).fill('Of the plan')
      await page.getByLabel(say.plan).selectOption('standard')
      await expect.poll(() => budget.getAttribute('placeholder')).toBe(say.ofPlan)
      await page.getByRole('button', { name: say.confirm, exact: true }).click()
      if (path === '/virtual-keys') await page.getByRole('button', { name: say.done }).click()
      const holder = page.getByRole('row').filter({ hasText: 'Of the plan' })
      await holder.getByText('$20.00').waitFor()
      // What the budget with a name says does not become its own.
      await holder.getByRole('button', { name: say.actionsOf }).click()
      await page.getByRole('menuitem', { name: say.editOne }).click()
      await expect.poll(() => page.getByLabel(say.plan).inputValue()).toBe('standard')
      await expect.poll(() => budget.inputValue()).toBe('')
      await expectSound(page)
      await page.getByRole('button', { name: say.save, exact: true }).click()
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      await link(page, '/budgets').click()
      await page.getByRole('row').filter({ hasText: 'Of the plan' }).getByText('$20.00').waitFor()
      await link(page, path).click()
      await holder.getByRole('button', { name: say.actionsOf }).click()
      await page.getByRole('menuitem', { name: say.deleteOne }).click()
      await page.getByRole('dialog').getByRole('button', { name: say.delete, exact: true }).click()
      await holder.waitFor({ state: 'detached' })
      // The lists of budgets know it, too.
      await link(page, '/budgets').click()
      await page.getByRole('heading', { name: say.noneRunning }).waitFor()
    }

    await page.goto(demo.pages.at('/customers'))
    await page.getByRole('button', { name: say.addCustomer }).first().click()
    await page.getByLabel(say.customerId).fill('acme')
    await page.getByLabel(say.name, { exact: true }).fill('Acme')
    await page.getByLabel(say.plan).selectOption('standard')
    await expectSound(page)
    await page.getByRole('button', { name: say.confirm, exact: true }).click()
    const customer = page.getByRole('row').filter({ hasText: 'Acme' })
    await customer.getByText('$20.00').waitFor()
    await expectSound(page)

    await page.goto(demo.pages.at('/budgets'))
    await page.getByRole('row').filter({ hasText: 'Acme' }).getByRole('link', { name: 'Acme' }).click()
    await page.waitForURL(/of=acme/)
    await page.getByRole('heading', { name: say.left }).waitFor()
    await page.getByText(say.quiet).first().waitFor()
    await expectSound(page)
    await page.reload()
    await page.getByRole('heading', { name: say.left }).waitFor()
    await page.getByRole('button', { name: say.close, exact: true }).click()
    await page.getByRole('radio', { name: say.named }).click()
    await plan.getByText(say.customer).waitFor()

    await page.goto(demo.pages.at('/customers'))
    await customer.getByRole('button', { name: say.actions }).click()
    await page.getByRole('menuitem', { name: say.block }).click()
    await page.getByRole('button', { name: say.block, exact: true }).click()
    await customer.getByText(say.blocked).waitFor()
    await customer.getByRole('button', { name: say.actions }).click()
    await page.getByRole('menuitem', { name: say.delete }).click()
    await page.getByRole('dialog').getByRole('button', { name: say.delete, exact: true }).click()
    await customer.waitFor({ state: 'detached' })
    await expectSound(page)

    await page.goto(demo.pages.at('/budgets?show=named'))
    await plan.getByRole('button', { name: say.remove }).click()
    await expectSound(page)
    await page.getByRole('dialog').getByRole('button', { name: say.delete, exact: true }).click()
    await page.getByRole('heading', { name: say.noneNamed }).waitFor()
  },
)

describe('on a phone', () => {
  test.each(['/budgets', '/budgets?show=named', '/customers'])('%s fits', async (path) => {
    const page = await open(path, 'ja-JP')
    await page.setViewportSize({ width: 390, height: 844 })
    await page.getByRole('heading').first().waitFor()
    await page.waitForLoadState('networkidle')
    const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
    await expect.poll(() => page.evaluate<number>(overflow)).toBe(0)
    await expectSound(page)
  })
})
