import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { demoPages } from '../kit/product-pages.ts'

const demo = demoPages()

const words = [
  {
    ...{
      locale: 'en-US',
      unknown: 'There is no field “modle” here.',
      clear: 'Clear filters',
      error: 'Error',
    },
    ...{ notANumber: '“cheap” is no range.', copy: 'Copy the filters as text', help: 'Search language' },
    ...{ not: 'not demo-gpt-4o-mini', removeModel: 'Remove filter: Model', name: 'Name', model: 'Model' },
  },
  {
    ...{ locale: 'ja-JP', unknown: '「modle」という項目はありません。', clear: 'フィルターをクリア' },
    ...{ error: 'エラー', notANumber: '「cheap」は範囲として読み取れません。', help: '検索の書き方' },
    ...{ copy: 'フィルターをテキストでコピー', not: 'demo-gpt-4o-mini以外', name: '名前', model: 'モデル' },
    ...{ removeModel: 'フィルターを解除: モデル' },
  },
]

const paramsOf = (page: Page) => [...new URL(page.url()).searchParams]
const rows = (page: Page) => page.locator('[data-row-link]')

/** How many traces the server lists whose filters hold a text: until it answers, the page shows the list from before. */
async function listed(page: Page, text: string): Promise<number> {
  const answer = await page.waitForResponse(
    (answer) => /\/traces\?/.test(answer.url()) && decodeURIComponent(answer.url()).includes(text),
  )
  return (await answer.json()).rows.length
}

test.each(words)('a list is narrowed by what is typed ($locale)', async ({ locale, ...said }) => {
  const page = await demo.pages.open('/traces', locale)
  const field = page.getByRole('combobox')
  await expect.poll(() => rows(page).count()).toBeGreaterThan(10)
  const all = await rows(page).count()

  // By keyboard: the key, then one of the values that occur.
  await page.keyboard.press('/')
  await page.keyboard.type('nam')
  await page.getByRole('option', { name: `name: ${said.name}` }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect.poll(() => field.inputValue()).toBe('name:')
  await page.keyboard.type('fallb')
  await page.getByRole('option', { name: /^demo-fallback \d+$/ }).waitFor()
  await demo.pages.expectSound(page)
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => field.getAttribute('aria-activedescendant')).toMatch(/-0$/)
  await page.keyboard.press('Enter')
  await expect.poll(() => paramsOf(page)).toEqual([['name', 'demo-fallback']])
  await expect.poll(() => field.inputValue()).toBe('')
  await expect.poll(() => rows(page).count()).toBe(1)
  await page.getByRole('button', { name: said.clear }).click()
  await expect.poll(() => rows(page).count()).toBe(all)

  // A mistake is told at its place and mended.
  await field.fill('modle:x cost:cheap')
  await field.press('Enter')
  const alert = page.getByRole('alert')
  await alert.getByText(said.unknown).waitFor()
  expect(await alert.locator('mark').textContent()).toBe('modle')
  await expect.poll(() => field.getAttribute('aria-invalid')).toBe('true')
  await demo.pages.expectSound(page)
  await alert.getByRole('button', { name: 'model', exact: true }).click()
  await expect.poll(() => field.inputValue()).toBe('model:x cost:cheap')
  await field.press('Enter')
  await alert.getByText(said.notANumber).waitFor()
  expect(paramsOf(page)).toEqual([])

  // Conditions, negation and a range of one text together.
  const text = '-model:demo-gpt-4o-mini latency:<60s is:error'
  const fewListed = listed(page, 'ERROR')
  await field.fill(`${text} demo`)
  await field.press('Enter')
  const narrowed = [
    ['latency', '..<60'],
    ['level', 'ERROR'],
    ['q', 'demo'],
    ['where', '-model:demo-gpt-4o-mini'],
  ]
  await expect.poll(() => paramsOf(page).sort()).toEqual(narrowed)
  await expect.poll(() => field.inputValue()).toBe('demo')
  await page.getByText(said.not, { exact: true }).waitFor()
  await demo.pages.expectSound(page)
  const few = await fewListed
  expect(few).toBeLessThan(all)
  await expect.poll(() => rows(page).count()).toBe(few)

  // A pattern, offered for what several values hold.
  await page.getByRole('button', { name: said.clear }).click()
  await field.fill('model:claude')
  const likeListed = listed(page, 'claude')
  await page.getByRole('option', { name: '*claude*' }).click()
  await expect.poll(() => paramsOf(page)).toEqual([['where', 'model:*claude*']])
  const like = await likeListed
  expect(like).toBeGreaterThan(0)
  expect(like).toBeLessThan(all)
  await expect.poll(() => rows(page).count()).toBe(like)
  await page.getByRole('button', { name: said.clear }).click()
  await expect.poll(() => rows(page).count()).toBe(all)
  await field.fill('-model:*claude*')
  await field.press('Enter')
  await expect.poll(() => rows(page).count()).toBe(all - like)
  await page.getByRole('button', { name: said.clear }).click()
  await field.fill(`${text} demo`)
  await field.press('Enter')
  await expect.poll(() => paramsOf(page).sort()).toEqual(narrowed)

  // The same list from its text.
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.getByRole('button', { name: said.copy }).click()
  const copied = 'level:ERROR latency:<60 -model:demo-gpt-4o-mini demo'
  await expect.poll(() => page.evaluate<string>('navigator.clipboard.readText()')).toBe(copied)
  await page.getByRole('button', { name: said.clear }).click()
  await expect.poll(() => paramsOf(page)).toEqual([])
  await field.fill(copied)
  await field.press('Enter')
  await expect.poll(() => paramsOf(page).sort()).toEqual(narrowed)
  await expect.poll(() => rows(page).count()).toBe(few)
  // What is written anew leaves the filters until it is sent.
  await page.getByText(said.not, { exact: true }).click()
  await expect.poll(() => field.inputValue()).toBe('-model:demo-gpt-4o-mini demo')
  await expect.poll(() => paramsOf(page).length).toBe(3)
  await field.press('Enter')
  await expect.poll(() => paramsOf(page).sort()).toEqual(narrowed)
  await page.getByRole('button', { name: said.removeModel }).click()
  await expect
    .poll(() =>
      paramsOf(page)
        .map(([name]) => name)
        .sort(),
    )
    .toEqual(['latency', 'level', 'q'])

  await page.getByRole('button', { name: said.help }).click()
  await page.getByRole('dialog').getByText('-user:ann').waitFor()
  await demo.pages.expectSound(page)
})

test('what was said is looked for in inputs and outputs, of traces and of observations', async () => {
  const page = await demo.pages.open('/traces', 'en-US')
  const field = page.getByRole('combobox')
  const ask = async (text: string) => {
    await field.fill(text)
    await field.press('Enter')
  }
  await ask('input:"CART with three items"')
  await expect.poll(() => paramsOf(page)).toEqual([['where', 'input:"CART with three items"']])
  await expect.poll(() => rows(page).first().textContent()).toContain('fix-cart-rounding')
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await ask('input:"nobody said so"')
  await page.getByRole('heading', { name: 'No trace matches' }).waitFor()

  // Rows below the screen are drawn after those on it: how many there are the answer tells.
  const listed = page.waitForResponse((answer) =>
    /\/api\/app\/.*observations\?.*limit=200/.test(answer.url()),
  )
  await page.goto(demo.pages.at('/observations?limit=200'))
  const { rows: every } = await (await listed).json()
  const all = every.length
  await expect.poll(() => rows(page).count()).toBe(all)
  await field.fill('metadata.')
  await page
    .getByRole('option', { name: /^metadata\./ })
    .first()
    .waitFor()
  await field.press('ArrowDown')
  await field.press('Enter')
  await expect.poll(() => field.inputValue()).toMatch(/^metadata\..+:$/)
  await demo.pages.expectSound(page)
  // Until its key was whole, the metadata may have been looked for as a word: of several lists this is the one that counts.
  const narrowed = page.waitForResponse((answer) =>
    /\/api\/app\/.*observations\?.*isRootObservation/.test(answer.url()),
  )
  await ask('has:tool is:root')
  await page.waitForURL(/root=true.*where=has%3Atool/)
  const { rows: found } = await (await narrowed).json()
  const withTool = found.length
  expect(withTool).toBeGreaterThan(0)
  expect(withTool).toBeLessThan(all)
  await expect.poll(() => rows(page).count()).toBe(withTool)
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await expect.poll(() => rows(page).count()).toBe(all)
  await ask('-has:tool')
  await expect.poll(() => rows(page).count()).toBe(all - withTool)
})

test('sessions and users are narrowed alike, and a phone has room for it', async () => {
  for (const list of ['/sessions', '/users']) {
    const page = await demo.pages.open(list, 'en-US')
    await rows(page).first().waitFor()
    await page.getByRole('combobox').fill('user:*.co.jp')
    await page.getByRole('combobox').press('Enter')
    await expect.poll(() => paramsOf(page)).toContainEqual(['where', 'user:*.co.jp'])
    await rows(page).first().waitFor()
    await page.getByRole('button', { name: 'Clear filters' }).click()
    await page.getByRole('combobox').fill('-has:user')
    await page.getByRole('combobox').press('Enter')
    await page.waitForURL(/where=-has%3Auser/)
    if (list === '/users') await page.getByRole('heading', { name: 'No user matches' }).waitFor()
  }
  const page = await demo.pages.open('/traces', 'ja-JP')
  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByRole('combobox').fill('level:')
  await page.getByRole('option', { name: 'ERROR エラー' }).click()
  await expect.poll(() => paramsOf(page)).toEqual([['level', 'ERROR']])
  await demo.pages.expectSound(page)
})

test.each(['/traces', '/observations'])('%s are found by what clients call a model', async (list) => {
  const page = await demo.pages.open(list, 'en-US')
  const field = page.getByRole('combobox')
  await page
    .getByTitle(/nova-pro/)
    .first()
    .waitFor()
  // Bedrock answers under a name of its own.
  await field.fill('model:demo-claude-sonnet* -model:demo-nova*')
  await field.press('Enter')
  await expect.poll(() => new URL(page.url()).searchParams.has('where')).toBe(true)
  await expect.poll(() => page.getByTitle(/nova-pro/).count()).toBe(0)
  await page
    .getByTitle(/claude-sonnet-4/)
    .first()
    .waitFor()
})
