import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { platform } from '../kit/langfuse-api.ts'
import { identity } from '../kit/product.ts'
import { demoPages } from '../kit/product-pages.ts'

const demo = demoPages()

const languages = [
  {
    ...{
      locale: 'en-US',
      trace: 'fix-cart-rounding',
      actions: 'Actions of this trace',
      tree: 'Observations',
    },
    ...{ bookmark: 'Bookmark', unbookmark: 'Remove the bookmark', editTags: 'Edit tags', newTag: 'New tag' },
    ...{ share: 'Share', publish: 'Publish', unpublish: 'Stop sharing', link: 'Public link' },
    ...{ gone: 'The link is wrong, or the trace is no longer shared.', download: 'Download as JSON' },
    ...{
      comment: 'Comment',
      send: 'Comment',
      one: '1 comment',
      editComment: 'Edit the comment',
      save: 'Save',
    },
    ...{ mentions: 'Mentions', unread: 'Mentions: 1 unread', openComment: 'Open comment' },
    ...{ addScore: 'Add score', name: 'Name', value: 'Value', editScore: 'Edit score care' },
    ...{ deleteScore: 'Delete score care', deleteAction: 'Delete score', code: 'Copy as code' },
    ...{ delete: 'Delete…', deleteTrace: 'Delete trace', search: 'Search observations', text: 'three items' },
    ...{
      hits: /^\d+ matches$/,
      next: 'Next match',
      filter: /^Filter by level and type/,
      generation: 'Generation',
    },
    ...{
      gateway: 'Gateway',
      headers: 'Headers of the request',
      hidden: 'hidden',
      log: 'Log',
      whole: 'Show all',
      graph: 'Graph',
      asTable: 'Show as a table',
      steps: 'Graph of the steps',
    },
  },
  {
    ...{ locale: 'ja-JP', trace: '税込表示の追加', actions: 'このトレースの操作', tree: 'オブザベーション' },
    ...{
      bookmark: 'ブックマークする',
      unbookmark: 'ブックマークを外す',
      editTags: 'タグを編集',
      newTag: '新しいタグ',
    },
    ...{ share: '共有', publish: '公開する', unpublish: '公開をやめる', link: '公開リンク' },
    ...{ gone: 'リンクが間違っているか、トレースの公開が終了しています。', download: 'JSONでダウンロード' },
    ...{
      comment: 'コメント',
      send: 'コメントする',
      one: 'コメント 1件',
      editComment: 'コメントを編集',
      save: '保存',
    },
    ...{ mentions: 'メンション', unread: 'メンション: 未読 1件', openComment: 'コメントを開く' },
    ...{ addScore: 'スコアを付ける', name: '名前', value: '値', editScore: 'スコア「care」を編集' },
    ...{ deleteScore: 'スコア「care」を削除', deleteAction: 'スコアを削除', code: 'コードとしてコピー' },
    ...{ delete: '削除…', deleteTrace: 'トレースを削除', search: 'オブザベーションを検索', text: '税込' },
    ...{ hits: /^\d+件一致$/, next: '次の一致', filter: /^レベルと種類で絞り込む/, generation: '生成' },
    ...{
      gateway: 'ゲートウェイ',
      headers: 'リクエストのヘッダー',
      hidden: '非表示',
      log: 'ログ',
      whole: 'すべて表示',
      graph: 'グラフ',
      asTable: '表で見る',
      steps: 'ステップのグラフ',
    },
  },
]
type Words = (typeof languages)[number]

async function openTrace({ locale, trace, tree }: Words): Promise<Page> {
  const page = await demo.pages.open('/traces', locale)
  await page.getByRole('link', { name: trace }).first().click()
  await page.getByRole('tree', { name: tree }).waitFor()
  return page
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

describe.each(languages)('one trace ($locale)', (words) => {
  test('is bookmarked, tagged and taken along', async () => {
    const page = await openTrace(words)
    await button(page, words.bookmark).click()
    await button(page, words.unbookmark).waitFor()
    await button(page, words.editTags).click()
    await page.getByRole('textbox', { name: words.newTag }).fill('確認済み')
    // The page shows at once what it sends, one change after the other: with the last one all are stored.
    const stored = page.waitForResponse((answer) => answer.request().postData()?.includes('addTags') ?? false)
    await page.keyboard.press('Enter')
    await page.getByRole('listitem').filter({ hasText: '確認済み' }).waitFor()
    await demo.pages.expectSound(page)
    await page.keyboard.press('Escape')
    expect((await stored).status()).toBe(200)
    await page.reload()
    await button(page, words.unbookmark).waitFor()
    await page.getByText('確認済み').waitFor()

    const saving = page.waitForEvent('download')
    await button(page, words.actions).click()
    await page.getByRole('menuitem', { name: words.download }).click()
    const saved = JSON.parse(await readFile(await (await saving).path(), 'utf8'))
    expect(saved).toMatchObject({ name: words.trace, bookmarked: true })
    expect(saved.observations[0].input).toBeTruthy()
  })

  test('is read by whoever has the link, until that ends', async () => {
    const page = await openTrace(words)
    await button(page, words.share).click()
    await button(page, words.publish).click()
    const link = await page.getByRole('textbox', { name: words.link }).inputValue()
    await demo.pages.expectSound(page)

    const visitor = await (await page.context().browser()?.newContext({ locale: words.locale }))?.newPage()
    if (!visitor) throw new Error('no second browser')
    await visitor.goto(link)
    await visitor.getByRole('treeitem').last().click()
    await visitor.locator('[data-answer]').waitFor()
    await expect.poll(() => visitor.getByText('@example.co.jp').count()).toBe(0)
    await demo.pages.expectSound(visitor)

    await button(page, words.unpublish).click()
    await button(page, words.publish).waitFor()
    await visitor.reload()
    await visitor.getByText(words.gone).waitFor()
    await visitor.context().close()
  })

  test('is talked about and scored, and asked again in code', async () => {
    const page = await openTrace(words)
    await page.getByRole('treeitem').last().click()
    const text = page.getByRole('textbox', { name: words.comment, exact: true })
    await text.fill('**Why?** @cli')
    await page.getByRole('option', { name: 'Cline Admin' }).waitFor()
    await demo.pages.expectSound(page)
    await text.press('Enter')
    await expect.poll(() => text.inputValue()).toMatch(/^\*\*Why\?\*\* @\[Cline Admin\]\(user:.+\) $/)
    await text.press('Control+Enter')
    await button(page, words.one).waitFor()
    await page.getByRole('treeitem').last().getByRole('img', { name: words.one }).waitFor()
    await button(page, words.editComment).click()
    await page.getByRole('textbox', { name: words.comment, exact: true }).first().fill('Solved')
    await button(page, words.save).click()
    await page.getByRole('listitem').getByText('Solved').waitFor()

    await button(page, words.addScore).click()
    await page.getByLabel(words.name, { exact: true }).fill('care')
    await page.getByLabel(words.value, { exact: true }).fill('0.8')
    await demo.pages.expectSound(page)
    await button(page, words.save).click()
    await button(page, words.editScore).click()
    await page.getByLabel(words.value, { exact: true }).fill('0.9')
    await button(page, words.save).click()
    await page.getByText('0.9', { exact: true }).waitFor()
    await button(page, words.deleteScore).click()
    await button(page, words.deleteAction).click()
    await button(page, words.deleteScore).waitFor({ state: 'detached' })

    await button(page, words.code).click()
    await page.getByText(/Bearer \$KANSOKU_API_KEY/).waitFor()
    await demo.pages.expectSound(page)
  })

  test('calls those who are named in its comments', async () => {
    const page = await openTrace(words)
    await page.getByRole('treeitem').last().click()
    await page.waitForURL(/observation=/)
    const address = new URL(page.url())
    const [traceId = '', objectId] = [
      address.pathname.split('/').pop(),
      address.searchParams.get('observation'),
    ]
    const answer = await page.request.get(
      demo.pages.at(`/traces/${traceId}/comments`).replace('/project/', '/api/app/projects/'),
    )
    const [admin] = (await answer.json()).members
    const say = (content: string) =>
      platform(demo.product, 'POST', '/api/public/comments', {
        ...{ projectId: identity.projectId, objectType: 'OBSERVATION', objectId },
        content: `${content} @[Cline Admin](user:${admin.id})`,
      })

    // Told through the connection that a page without a list has for it; the trace is about to have one, too.
    const settings = demo.pages.at('/settings')
    const live = page.waitForResponse((answer) => answer.url().endsWith('/live') && page.url() === settings)
    const known = page.waitForResponse(
      (answer) => answer.url().endsWith('/mentions') && page.url() === settings,
    )
    await page.goto(settings)
    await Promise.all([live, known])
    await say(`さて ${words.locale}`)
    await button(page, words.unread).waitFor()
    await page.getByRole('status').getByText(`さて ${words.locale} @Cline Admin`).waitFor()
    await demo.pages.expectSound(page)
    await page.getByRole('link', { name: words.openComment }).click()
    await page.locator('[aria-current=true]').getByText(`さて ${words.locale}`).waitFor()
    await button(page, words.mentions).waitFor()

    await page.goto(demo.pages.at('/users'))
    await say(`では ${words.locale}`)
    await page.reload()
    await button(page, words.unread).click()
    await demo.pages.expectSound(page)
    await page.getByRole('menuitem', { name: `では ${words.locale}` }).click()
    await page.locator('[aria-current=true]').getByText(`では ${words.locale}`).waitFor()
    await button(page, words.mentions).waitFor()
    await demo.pages.expectSound(page)
  })

  test('is searched, narrowed, and read as a log and as a graph', async () => {
    const page = await openTrace(words)
    const search = page.getByRole('searchbox', { name: words.search })
    await search.fill(words.text)
    await page.getByText(words.hits).waitFor()
    await search.press('Enter')
    await page.getByText(/^1 (of|\/) \d+/).waitFor()
    await button(page, words.next).click()
    await page.getByText(/^2 (of|\/) \d+/).waitFor()
    await page
      .locator('[role=treeitem][aria-selected=true]')
      .getByText(/litellm/)
      .waitFor()
    await search.fill('')
    await page.getByRole('button', { name: words.filter }).click()
    await page.getByRole('menuitemcheckbox', { name: words.generation }).click()
    await demo.pages.expectSound(page)
    await page.keyboard.press('Escape')
    await page.getByText(/^\d+ (of|\/) \d+/).waitFor()

    await page.getByRole('radio', { name: words.log, exact: true }).click()
    await page.waitForURL(/look=log/)
    const entry = page.getByRole('article').first()
    await entry.getByRole('button', { name: words.whole, exact: true }).click()
    await entry.locator('[data-answer]').waitFor()
    await demo.pages.expectSound(page)
    await page.getByRole('radio', { name: words.graph, exact: true }).click()
    const step = page.getByRole('group', { name: words.steps }).getByRole('button', { name: /litellm/ })
    await step.first().click()
    await page
      .locator('[role=treeitem][aria-selected=true]')
      .getByText(/litellm/)
      .waitFor()
    await demo.pages.expectSound(page)
    await button(page, words.asTable).click()
    await page.getByRole('table', { name: words.steps }).getByRole('row').nth(1).waitFor()
    await demo.pages.expectSound(page)
  })

  test('tells the way of a call through the gateway', async () => {
    const page = await demo.pages.open('/traces?q=demo-fallback', words.locale)
    await page.getByRole('link', { name: 'demo-fallback' }).click()
    await page.getByRole('treeitem').last().click()
    const gateway = page.getByRole('region', { name: words.gateway, exact: true })
    await gateway.getByRole('listitem').nth(1).waitFor()
    const headers = page.getByRole('region', { name: words.headers, exact: true })
    await headers.getByText('user-agent').waitFor()
    await headers.getByText(words.hidden, { exact: true }).first().waitFor()
    await demo.pages.expectSound(page)
    const last = page.url()
    await gateway.getByRole('listitem').first().getByRole('button').click()
    await expect.poll(() => page.url()).not.toBe(last)
    await page.getByRole('note').first().waitFor()
  })

  test('is deleted after a question', async () => {
    const page = await openTrace(words)
    const address = page.url()
    await button(page, words.actions).click()
    await page.getByRole('menuitem', { name: words.delete }).click()
    await demo.pages.expectSound(page)
    await button(page, words.deleteTrace).click()
    await page.waitForURL(/\/traces(\?|$)/)
    const before = new URL(address).pathname
    await page.locator('[data-row-link]').first().waitFor()
    await expect.poll(() => page.locator(`a[href^="${before}"]`).count()).toBe(0)
  })
})
