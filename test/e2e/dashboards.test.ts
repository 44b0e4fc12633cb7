import { readFile } from 'node:fs/promises'
import type { GridCell } from '@kansoku/contracts'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { platform } from '../kit/langfuse-api.ts'
import { demoPages } from '../kit/product-pages.ts'

const demo = demoPages()

/** Resolves when the server has stored a layout in which the first tile stands like that. */
async function layoutSaved(page: Page, first: Partial<GridCell>): Promise<void> {
  await page.waitForResponse((answer) => {
    const request = answer.request()
    if (request.method() !== 'PATCH' || !answer.ok()) return false
    const [tile] = (request.postDataJSON() as { layout?: GridCell[] }).layout ?? []
    return (
      tile !== undefined &&
      Object.entries(first).every(([key, value]) => tile[key as keyof GridCell] === value)
    )
  })
}

/** Column and width of a tile, as the grid has it. */
const areaOf = (page: Page, index: number) =>
  page.evaluate<string>(`document.querySelectorAll('[data-tile]')[${index}].style.gridColumn`)

const words = [
  {
    ...{ locale: 'en-US', create: 'New dashboard', confirm: 'Create', name: 'Name', add: 'Add widget' },
    ...{ chart: 'Chart', bars: 'Bars, horizontal', breakdown: 'Breakdown', model: 'Model', save: 'Save' },
    ...{ widget: 'Count by Model', move: /^Move Count by Model/, actions: 'Actions for', clone: 'Clone' },
    ...{ copy: 'Morning (copy)', remove: 'Delete', table: 'Count by Model: show as a table' },
    ...{ tile: 'Actions for the widget Count by Model', csv: 'Export as CSV', title: 'Morning' },
    ...{ addFilter: 'Add filter', value: 'Value', addValue: 'Add', saveFilters: 'Save filters' },
    ...{ filter: 'Environment is production', said: 'Column 2, row 1, 7 wide, 6 high' },
  },
  {
    ...{ locale: 'ja-JP', create: 'ダッシュボードを作成', confirm: '作成', name: '名前' },
    ...{ add: 'ウィジェットを追加', chart: 'グラフ', bars: '横棒', breakdown: '内訳', model: 'モデル' },
    ...{ save: '保存', widget: 'モデル別の件数', move: /^モデル別の件数 を移動/, actions: 'の操作' },
    ...{ clone: '複製', copy: '朝会(コピー)', remove: '削除', table: 'モデル別の件数: 表で見る' },
    ...{ tile: 'ウィジェット モデル別の件数 の操作', csv: 'CSVで書き出す', title: '朝会' },
    ...{ addFilter: 'フィルターを追加', value: '値', addValue: '追加', saveFilters: 'フィルターを保存' },
    ...{ filter: '環境 が次に一致: production', said: '2列目・1行目、幅7・高さ6' },
  },
]

test.each(words)('a dashboard is built, arranged by keyboard, cloned and deleted ($locale)', async (w) => {
  const page = await demo.pages.open('/dashboards', w.locale)
  await page.getByRole('button', { name: w.create }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(w.name).fill(w.title)
  await dialog.getByRole('button', { name: w.confirm, exact: true }).click()
  await page.getByRole('heading', { name: w.title }).waitFor()

  await page.getByRole('button', { name: w.add }).first().click()
  await page.getByLabel(w.chart, { exact: true }).selectOption({ label: w.bars })
  await page.getByLabel(w.breakdown, { exact: true }).selectOption({ label: w.model })
  await page.getByRole('heading', { name: w.widget }).waitFor()
  await page.getByRole('button', { name: w.table }).waitFor()
  await demo.pages.expectSound(page)
  await page.getByRole('button', { name: w.save, exact: true }).click()

  const handle = page.getByRole('button', { name: w.move })
  await handle.focus()
  const saved = layoutSaved(page, { width: 7 })
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Shift+ArrowRight')
  await page.getByText(w.said).waitFor({ state: 'attached' })
  await expect.poll(() => areaOf(page, 0)).toBe('2 / span 7')
  await saved
  await page.reload()
  await handle.waitFor()
  await expect.poll(() => areaOf(page, 0)).toBe('2 / span 7')

  await page.getByRole('button', { name: w.addFilter }).click()
  await page.getByLabel(w.value, { exact: true }).fill('production')
  await page.getByRole('button', { name: w.addValue, exact: true }).click()
  await page.getByText(w.filter).waitFor()
  await expect.poll(() => new URL(page.url()).searchParams.get('where')).toContain('production')
  await page.getByRole('button', { name: w.saveFilters }).click()
  await expect.poll(() => new URL(page.url()).searchParams.get('where')).toBeNull()
  await page.getByText(w.filter).waitFor()

  await page.getByRole('button', { name: w.tile }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: w.csv }).click()
  const csv = await readFile(await (await download).path(), 'utf8')
  expect(csv).toContain(w.model)
  expect(csv.trim().split('\r\n').length).toBeGreaterThan(1)
  await demo.pages.expectSound(page)

  await page.getByRole('button', { name: w.actions }).and(page.locator('header button')).first().click()
  await page.getByRole('menuitem', { name: w.clone, exact: true }).click()
  await page.getByRole('heading', { name: w.copy }).waitFor()
  await handle.waitFor()
  await page.getByText(w.filter).waitFor()
  await page.getByRole('button', { name: w.actions }).and(page.locator('header button')).first().click()
  await page.getByRole('menuitem', { name: w.remove, exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: w.remove, exact: true }).click()
  await page.getByRole('link', { name: w.title, exact: true }).waitFor()
  await page.getByRole('link', { name: w.copy }).waitFor({ state: 'detached' })
  await demo.pages.expectSound(page)
})

const presets = [
  ...['home-traces', 'home-model-costs', 'home-scores-table', 'home-traces-obs-time-series'],
  ...['home-model-usage', 'home-users', 'home-chart-scores', 'home-latency-table-traces'],
  ...['home-latency-table-generations', 'home-latency-table-observations', 'home-generation-latency'],
  ...['home-score-analytics', 'of-nobody-here'],
]

const presetWords = [
  {
    ...{ locale: 'en-US', others: /^Other views: /, retry: 'Try again', unknown: /made by another program/ },
    ...{ traces: 'Traces by name', copied: 'Langfuse (copy)', clone: 'Clone', actions: 'Actions for' },
    ...{
      costs: 'Cost and tokens by model',
      tile: 'Actions for the widget Traces by name',
      duplicate: 'Duplicate',
    },
    edit: 'Edit',
  },
  {
    ...{ locale: 'ja-JP', others: /の表示を切り替え$/, retry: '再試行', unknown: /ほかのプログラム/ },
    ...{ traces: '名前別のトレース数', copied: 'Langfuse(コピー)', clone: '複製', actions: 'の操作' },
    ...{ costs: 'モデル別のトークン数とコスト', tile: 'ウィジェット 名前別のトレース数 の操作' },
    ...{ duplicate: '複製', edit: '編集' },
  },
]

test.each(presetWords)("Langfuse's tiles are drawn, and taken along as widgets ($locale)", async (w) => {
  const say = async (path: string, body: object) => {
    const answer = await platform(demo.product, 'POST', path, body)
    expect([path, answer.status]).toEqual([path, 200])
    return answer.body
  }
  const of = { traceId: 'scored' }
  await say('/api/public/scores', { ...of, name: 'accuracy', value: 0.5 })
  await say('/api/public/scores', { ...of, name: 'tone', value: 'kind', dataType: 'CATEGORICAL' })
  await say('/api/public/scores', { ...of, name: 'safe', value: 1, dataType: 'BOOLEAN' })
  const { id } = await say('/api/public/unstable/dashboards', { name: 'Langfuse' })
  for (const presetId of presets)
    await say(`/api/public/unstable/dashboards/${id}/placements`, { type: 'preset', presetId })

  const page = await demo.pages.open(`/dashboards/${id}`, w.locale)
  await page.getByRole('heading', { name: w.traces }).waitFor()
  await expect.poll(() => page.locator('[data-tile]').count()).toBe(presets.length)
  await page.getByText(w.unknown).waitFor()
  await page.waitForLoadState('networkidle')
  await demo.pages.expectSound(page)
  const others = page.getByRole('button', { name: w.others })
  const switched = 6
  await expect.poll(() => others.count()).toBe(switched)
  for (let tile = 0; tile < switched; tile += 1) {
    for (let view = 1; ; view += 1) {
      const choices = page.getByRole('menuitemradio')
      // Those of the menu before are no choices here.
      await choices.first().waitFor({ state: 'detached' })
      await others.nth(tile).click()
      await choices.first().waitFor()
      const count = await choices.count()
      const name = (await choices.nth(Math.min(view, count - 1)).textContent()) ?? ''
      await choices.nth(Math.min(view, count - 1)).click()
      await page.getByRole('heading', { name, exact: true }).waitFor()
      if (view >= count - 1) break
    }
  }
  await page.waitForLoadState('networkidle')
  expect(await page.getByRole('button', { name: w.retry }).count()).toBe(0)
  await demo.pages.expectSound(page)

  // A preset has no question of the dashboard's own; its copy does.
  await page.getByRole('button', { name: w.tile }).click()
  await page.getByRole('menuitem', { name: w.duplicate }).waitFor()
  expect(await page.getByRole('menuitem', { name: w.edit, exact: true }).count()).toBe(0)
  await page.keyboard.press('Escape')
  await page.getByRole('menu').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: w.actions }).and(page.locator('header button')).first().click()
  await page.getByRole('menuitem', { name: w.clone, exact: true }).click()
  await page.getByRole('heading', { name: w.copied }).waitFor()
  await page.getByRole('heading', { name: w.costs }).waitFor()
  await expect.poll(() => page.locator('[data-tile]').count()).toBe(presets.length - 1)
  await page.getByRole('button', { name: w.tile }).click()
  await page.getByRole('menuitem', { name: w.edit, exact: true }).waitFor()
})

test('a tile is moved by the mouse, and where it stands is kept', async () => {
  const page = await demo.pages.open('/dashboards/curated-usage?range=1h', 'en-US')
  await page.getByRole('button', { name: 'Clone to edit' }).click()
  await page.getByRole('heading', { name: 'Usage (copy)' }).waitFor()
  const handle = page.getByRole('button', { name: /^Move Tokens:/ })
  // Waits until it stands still: the figures above it come one by one.
  await handle.hover()
  const box = await handle.boundingBox()
  if (!box) throw new Error('the handle has no place')
  const grid = page.locator('[data-tile]').first()
  const { width = 0 } = (await grid.boundingBox()) ?? {}
  await page.mouse.move(box.x + 5, box.y + 5)
  await page.mouse.down()
  await page.mouse.move(box.x + 5 - width, box.y + 5, { steps: 5 })
  const saved = layoutSaved(page, { x: 0, width: 3 })
  await page.mouse.up()
  await expect.poll(() => areaOf(page, 0)).toBe('1 / span 3')
  await saved
  await page.reload()
  await handle.waitFor()
  await expect.poll(() => page.locator('[data-tile]').first().textContent()).toContain('Tokens')
  await demo.pages.expectSound(page)
})

test('a curated dashboard is read on a phone, one tile below the other', async () => {
  const page = await demo.pages.open('/dashboards/curated-cost?range=1h', 'ja-JP')
  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByRole('heading', { name: '合計コスト' }).waitFor()
  const places = async () => {
    const tiles = [0, 1, 2].map((index) => page.locator('[data-tile]').nth(index).boundingBox())
    return new Set((await Promise.all(tiles)).map((box) => box?.x)).size
  }
  await expect.poll(places).toBe(1)
  const width = () => page.evaluate<number>('document.documentElement.scrollWidth')
  await expect.poll(width).toBeLessThanOrEqual(390)
  await demo.pages.expectSound(page)
})

test.each([
  {
    locale: 'en-US',
    actions: /^Actions for the widget/,
    csv: 'Export as CSV',
    told: /^“.+” was not exported$/,
  },
  {
    locale: 'ja-JP',
    actions: /^ウィジェット .+ の操作$/,
    csv: 'CSVで書き出す',
    told: /^「.+」を書き出せませんでした$/,
  },
])('why the figures of a tile could not be exported is told ($locale)', async ({ locale, ...said }) => {
  const page = await demo.pages.open('/dashboards', locale)
  await page.route(/widget-data/, (route) =>
    route.fulfill({ status: 400, json: { code: 'unheard_of', message: 'Too much at once' } }),
  )
  await page.goto(demo.pages.at('/dashboards/curated-usage?range=1h'))
  await page.getByRole('button', { name: said.actions }).first().click()
  await page.getByRole('menuitem', { name: said.csv }).click()
  await page.getByText(said.told).first().waitFor()
  await page.getByText('Too much at once').last().waitFor()
})

test('an axis has room for what costs next to nothing, and what is counted by millions', async () => {
  const page = await demo.pages.open('/settings', 'en-US')
  const scaled = (value: unknown, name = ''): unknown => {
    if (Array.isArray(value)) return value.map((one) => scaled(one, name))
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, scaled(inner, key)]))
    if (typeof value !== 'number') return value
    return /cost/i.test(name) ? value / 1e7 : /count|traces/i.test(name) ? value * 1e6 : value
  }
  await page.route(/\/dashboard\//, async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, json: scaled(await response.json()) })
  })
  await page.goto(demo.pages.at('?range=1h'))
  const labels = page.locator('.recharts-yAxis-tick-labels text')
  await labels
    .filter({ hasText: /^\$0\.0000000\d+$/ })
    .first()
    .waitFor()
  const cut = () =>
    labels.evaluateAll((texts) =>
      texts.flatMap((text) => {
        const edge = text.closest('svg')?.getBoundingClientRect().left ?? 0
        return text.getBoundingClientRect().left < edge ? [text.textContent] : []
      }),
    )
  await expect.poll(cut).toEqual([])
  await page.unrouteAll({ behavior: 'ignoreErrors' })
})
