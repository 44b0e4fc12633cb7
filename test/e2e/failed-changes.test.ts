import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { platform } from '../kit/langfuse-api.ts'
import { productPages } from '../kit/product-pages.ts'

const opened = productPages(async (product) => {
  const timestamp = new Date().toISOString()
  const observation = (id: string) => ({
    ...{ id: `event-${id}`, type: 'span-create', timestamp },
    body: { id, traceId: 'one', name: id, startTime: timestamp, endTime: timestamp },
  })
  const trace = {
    id: 'event-one',
    type: 'trace-create',
    timestamp,
    body: { id: 'one', name: 'one', timestamp },
  }
  const batch = [trace, observation('first'), observation('second')]
  expect((await platform(product, 'POST', '/api/public/ingestion', { batch })).status).toBe(207)
})

/** The server fails at what a page wants to change, until the function is called. */
async function refuse(page: Page, path: string): Promise<() => Promise<void>> {
  await page.route(path, (route) =>
    route.request().method() === 'GET'
      ? route.fallback()
      : route.fulfill({ status: 500, json: { code: 'internal', message: 'It did not work.' } }),
  )
  return () => page.unroute(path)
}

const words = [
  {
    ...{ locale: 'en-US', theme: 'Theme', editTags: 'Edit tags', newTag: 'New tag', comment: 'Comment' },
    remove: 'Remove tag later',
  },
  {
    ...{
      locale: 'ja-JP',
      theme: 'テーマ',
      editTags: 'タグを編集',
      newTag: '新しいタグ',
      comment: 'コメント',
    },
    remove: 'タグ「later」を外す',
  },
]

test.each(words)('a choice that cannot be saved is taken back, and that is told ($locale)', async (said) => {
  const page = await opened.pages.open('/settings/account', said.locale)
  const theme = page.getByLabel(said.theme, { exact: true })
  const choose = async (wanted: string) => {
    const answered = page.waitForResponse('**/api/app/account')
    await theme.selectOption(wanted)
    await answered
  }
  const shown = () => page.locator('html').getAttribute('data-theme')
  await choose('dark')
  await expect.poll(shown).toBe('dark')
  await page.reload()
  await expect.poll(() => theme.inputValue()).toBe('dark')

  const allow = await refuse(page, '**/api/app/account')
  await choose('light')
  await page.getByRole('alert').waitFor()
  await expect.poll(() => theme.inputValue()).toBe('dark')
  await expect.poll(shown).toBe('dark')
  await allow()
  await choose('system')
  await page.getByRole('alert').waitFor({ state: 'detached' })
  await page.reload()
  await expect.poll(() => theme.inputValue()).toBe('system')
})

test.each(words)('a tag that cannot be saved is back in its field ($locale)', async (said) => {
  const page = await opened.pages.open('/traces/one', said.locale)
  const allow = await refuse(page, '**/traces/one')
  await page.getByRole('button', { name: said.editTags }).click()
  const field = page.getByRole('textbox', { name: said.newTag })
  await field.fill('later')
  await field.press('Enter')
  await page.getByRole('dialog').getByRole('alert').waitFor()
  await expect.poll(() => field.inputValue()).toBe('later')
  await page.getByRole('button', { name: said.remove }).waitFor({ state: 'detached' })
  await allow()
  await field.press('Enter')
  await page.getByRole('button', { name: said.remove }).waitFor()
  await page.getByRole('dialog').getByRole('alert').waitFor({ state: 'detached' })
  // It goes from the page at once, and from the trace when that is answered.
  const answered = page.waitForResponse(
    (answer) => answer.request().postData()?.includes('removeTags') ?? false,
  )
  await page.getByRole('button', { name: said.remove }).click()
  await answered
  await page.getByRole('button', { name: said.remove }).waitFor({ state: 'detached' })
})

test.each(words)(
  'a comment that is not sent yet waits while others are looked at ($locale)',
  async (said) => {
    const page = await opened.pages.open('/traces/one', said.locale)
    const text = page.getByRole('textbox', { name: said.comment, exact: true })
    const choose = (name: string) => page.getByRole('treeitem').filter({ hasText: name }).click()
    await choose('first')
    await text.fill('half a thought')
    await choose('second')
    await expect.poll(() => text.inputValue()).toBe('')
    await choose('first')
    await expect.poll(() => text.inputValue()).toBe('half a thought')

    const allow = await refuse(page, '**/comments')
    await text.press('Control+Enter')
    await page.getByRole('alert').waitFor()
    await expect.poll(() => text.inputValue()).toBe('half a thought')
    await allow()
    await text.press('Control+Enter')
    await page.getByRole('listitem').getByText('half a thought').first().waitFor()
    await expect.poll(() => text.inputValue()).toBe('')
  },
)
