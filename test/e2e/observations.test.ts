import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { demoPages } from '../kit/product-pages.ts'

const demo = demoPages()

const words = [
  {
    ...{ locale: 'en-US', title: 'Observations', errors: 'Errors only', level: 'Error', filters: 'Filters' },
    ...{ next: 'Next observation', back: 'Back to the list', traceName: 'Trace name', traces: 'Traces' },
  },
  {
    ...{
      locale: 'ja-JP',
      title: 'オブザベーション',
      errors: 'エラーのみ',
      level: 'エラー',
      filters: 'フィルター',
    },
    ...{ next: '次のオブザベーション', back: '一覧に戻る', traceName: 'トレース名', traces: 'トレース' },
  },
]

const open = (page: Page) => page.locator('[data-row-link]')
const paramsOf = (page: Page) => new URL(page.url()).searchParams

test.each(words)(
  'observations are narrowed, opened in their traces and walked through ($locale)',
  async ({ locale, ...said }) => {
    const page = await demo.pages.open('/traces', locale)
    await page.getByRole('radio', { name: said.title }).click()
    await page.getByRole('table', { name: said.title }).waitFor()
    await expect.poll(() => open(page).count()).toBeGreaterThan(20)
    await page.getByRole('button', { name: said.filters, exact: true }).click()
    await page.getByRole('button', { name: said.traceName }).click()
    await page.getByRole('checkbox', { name: 'demo-fallback' }).check()
    await expect.poll(() => open(page).count()).toBe(4)
    await demo.pages.expectSound(page)

    await page.getByRole('button', { name: said.errors }).click()
    await expect.poll(() => open(page).count()).toBe(3)
    await open(page).first().click()
    await page.getByRole('treeitem', { selected: true }).waitFor()
    const first = paramsOf(page).get('observation')
    await page.getByRole('button', { name: said.next }).click()
    await expect.poll(() => paramsOf(page).get('observation')).not.toBe(first)
    await page
      .getByRole('treeitem', { selected: true })
      .getByText(/litellm/)
      .waitFor()

    await page.getByRole('link', { name: said.back }).click()
    await page.getByRole('table', { name: said.title }).waitFor()
    await expect.poll(() => paramsOf(page).getAll('traceName')).toEqual(['demo-fallback'])
    await page.getByRole('radio', { name: said.traces, exact: true }).click()
    await page.getByRole('table', { name: said.traces, exact: true }).waitFor()
    await expect.poll(() => paramsOf(page).getAll('name')).toEqual(['demo-fallback'])
  },
)

test('g o leads to the observations, sorted by what is asked for, and to their cards on a phone', async () => {
  const page = await demo.pages.open('/', 'en-US')
  await page.keyboard.press('g')
  await page.keyboard.press('o')
  await page.getByRole('button', { name: 'Tokens', exact: true }).click()
  await page.waitForURL(/sort=-totalTokens/)
  const heads = page.getByRole('columnheader', { name: 'Tokens', exact: true })
  // The address changes before the page does.
  await expect.poll(() => heads.getAttribute('aria-sort')).toBe('descending')
  const link = page.getByRole('link', { name: 'Traces', exact: true })
  await expect.poll(() => link.getAttribute('aria-current')).toBe('page')
  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByRole('list', { name: 'Observations' }).getByRole('link').first().waitFor()
  await demo.pages.expectSound(page)
})

const headsOf = async (page: Page) => {
  const heads = await page.getByRole('columnheader').allTextContents()
  // That of the boxes has no text.
  return heads.filter((text) => text !== '')
}

test('columns are moved by keyboard and by hand, pinned and hidden, and stay so', async () => {
  const page = await demo.pages.open('/observations', 'en-US')
  await open(page).first().waitFor()
  const before = await headsOf(page)
  expect(before.slice(0, 3)).toEqual(['Start', 'Name', 'Trace'])
  await page.getByRole('button', { name: 'Columns' }).click()
  const menu = page.getByRole('dialog', { name: 'Columns' })
  await menu.getByRole('button', { name: 'Move “Name”' }).press('ArrowUp')
  await menu.getByText('“Name” is now column 1 of').waitFor({ state: 'attached' })
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')
  await expect.poll(() => headsOf(page)).toEqual(['Name', 'Start', ...before.slice(2)])

  const latency = await menu.getByRole('button', { name: 'Move “Latency”' }).boundingBox()
  const start = await menu.getByRole('button', { name: 'Move “Start”' }).boundingBox()
  if (!latency || !start) throw new Error('the handles are not in sight')
  await page.mouse.move(latency.x + 5, latency.y + 10)
  await page.mouse.down()
  await page.mouse.move(start.x + 5, start.y + 12, { steps: 12 })
  await page.mouse.up()
  await expect.poll(async () => (await headsOf(page)).slice(0, 3)).toEqual(['Name', 'Latency', 'Start'])

  await menu.getByRole('button', { name: 'Keep “Start” at the left' }).click()
  await menu.getByRole('checkbox', { name: 'Model' }).uncheck()
  await menu.getByRole('radio', { name: 'Tall' }).click()
  await demo.pages.expectSound(page)
  await page.keyboard.press('Escape')
  await page.reload()
  await open(page).first().waitFor()
  const shown = async () => {
    const after = await headsOf(page)
    return [after.slice(0, 3), after.includes('Model')]
  }
  await expect.poll(shown).toEqual([['Start', 'Name', 'Latency'], false])
  const pinned = page.getByRole('columnheader', { name: 'Start' })
  await page.setViewportSize({ width: 900, height: 700 })
  // Not before there is something to scroll.
  const scroll = () =>
    page.getByRole('table').evaluate((table) => {
      table.parentElement?.scrollTo(400, 0)
      return table.parentElement?.scrollLeft
    })
  await expect.poll(scroll).toBeGreaterThan(0)
  const shifted = page.getByRole('columnheader', { name: 'Name', exact: true })
  const isBelow = async () => ((await shifted.boundingBox())?.x ?? 0) < ((await pinned.boundingBox())?.x ?? 0)
  await expect.poll(isBelow).toBe(true)

  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('button', { name: 'Reset to default' }).click()
  await expect.poll(() => headsOf(page)).toEqual(before)
})

test('a chart over the list counts what it shows, and a stretch of it becomes the range', async () => {
  const page = await demo.pages.open('/observations?range=1h', 'en-US')
  await open(page).first().waitFor()
  await page.getByRole('button', { name: 'Chart above the list' }).click()
  const table = page.getByRole('table', { name: 'Observations over time' })
  const sum = async () => {
    const cells = await table.locator('tbody tr td:nth-child(2)').allTextContents()
    return cells.reduce((total, text) => total + Number(text), 0)
  }
  await expect.poll(sum).toBeGreaterThan(40)
  await page.getByRole('button', { name: 'Errors only' }).click()
  await expect.poll(sum).toBe(4)
  await demo.pages.expectSound(page)
  const strip = await page.locator('figure').boundingBox()
  if (!strip) throw new Error('the chart is not in sight')
  await page.mouse.move(strip.x + strip.width / 2, strip.y + 30)
  await page.mouse.down()
  await page.mouse.move(strip.x + strip.width - 20, strip.y + 30, { steps: 8 })
  await page.mouse.up()
  await page.waitForURL(/from=/)
  await expect.poll(() => paramsOf(page).get('range')).toBeNull()
  expect(Date.parse(paramsOf(page).get('to') ?? '')).toBeGreaterThan(
    Date.parse(paramsOf(page).get('from') ?? ''),
  )
  await page.reload()
  await table.waitFor({ state: 'attached' })
})
