import { type DemoTask, toSteps } from '../task.ts'

export const addTaxDisplay: DemoTask = {
  id: 'tax',
  name: '税込表示の追加',
  user: 'sato@example.co.jp',
  tags: ['cline', 'feature', 'workshop'],
  model: 'demo-claude-3-7-sonnet',
  environment: 'workshop',
  firstMessage:
    '商品一覧の価格を税込で表示してください。税率は商品ごとに 8% か 10% です。テストも追加してください。',
  steps: toSteps(
    'tax',
    [
      {
        reasoning:
          '税率が商品ごとに異なるので、商品の型に税率があるかをまず確認する。価格は最小単位の整数という規約がある。',
        text: 'まず、商品の型と価格の表示箇所を確認します。',
        calls: [
          [
            'read_file',
            { path: 'packages/catalog/src/product.ts' },
            '1 export interface Product {\n2   id: string\n3   name: string\n4   /** 税抜価格(円) */\n5   price: number\n6   taxRate: 0.08 | 0.1\n7 }',
          ],
          [
            'search_files',
            { path: 'apps/web/src', regex: 'product\\.price' },
            'apps/web/src/products/product-card.tsx:14:   <span className="price">{product.price} 円</span>',
          ],
        ],
      },
      {
        text: '税率は型にあります。端数の扱いを一か所にまとめるため、税込価格を求める関数を catalog パッケージに追加します。',
        calls: [
          [
            'write_to_file',
            {
              path: 'packages/catalog/src/price-with-tax.ts',
              content:
                "import type { Product } from './product.ts'\n\n/** 税込価格(円)。1 円未満は切り捨てる。 */\nexport function priceWithTax({ price, taxRate }: Product): number {\n  return price + Math.floor((price * Math.round(taxRate * 100)) / 100)\n}\n",
            },
            'packages/catalog/src/price-with-tax.ts written (6 lines)',
          ],
          [
            'replace_in_file',
            {
              path: 'apps/web/src/products/product-card.tsx',
              search: '{product.price} 円',
              replace: "{priceWithTax(product).toLocaleString('ja-JP')} 円(税込)",
            },
            'apps/web/src/products/product-card.tsx: 1 passage replaced',
          ],
        ],
      },
      {
        text: '8% と 10%、端数が出る場合のテストを書いて実行します。',
        calls: [
          [
            'write_to_file',
            {
              path: 'packages/catalog/src/price-with-tax.test.ts',
              content:
                "test.each([\n  [100, 0.1, 110],\n  [100, 0.08, 108],\n  [99, 0.08, 106],\n] as const)('%i 円、税率 %f は %i 円', (price, taxRate, expected) => {\n  expect(priceWithTax({ id: 'p', name: 'りんご', price, taxRate })).toBe(expected)\n})\n",
            },
            'packages/catalog/src/price-with-tax.test.ts written (7 lines)',
          ],
          [
            'execute_command',
            { command: 'npm test -w packages/catalog' },
            '✓ 100 円、税率 0.1 は 110 円\n✓ 100 円、税率 0.08 は 108 円\n✓ 99 円、税率 0.08 は 106 円\n\n3 passed, 0 failed (exit code 0)',
          ],
        ],
      },
    ],
    '商品一覧の価格を税込表示にしました。計算は catalog パッケージの priceWithTax にまとめ、1 円未満は切り捨てます。税率 8%・10% と端数のテスト 3 件はすべて成功しています。',
  ),
}

export const investigateTimeout: DemoTask = {
  id: 'timeout',
  name: '決済タイムアウトの調査',
  user: 'tanaka@example.co.jp',
  tags: ['cline', 'bugfix', 'workshop'],
  model: 'demo-nova-pro',
  environment: 'workshop',
  firstMessage: '決済 API がときどき 30 秒でタイムアウトします。原因を調べて直してください。',
  steps: toSteps(
    'timeout',
    [
      {
        text: '決済 API を呼び出している箇所を探します。',
        calls: [
          [
            'search_files',
            { path: 'apps/api/src/payments', regex: 'fetch|timeout' },
            'apps/api/src/payments/client.ts:9:   const response = await pool.request({ path, method: "POST", body })\napps/api/src/payments/client.ts:3: const pool = new Pool(url, { connections: 2 })',
          ],
        ],
      },
      {
        text: '接続数が 2 に固定されています。同時の決済が 3 件以上になると順番待ちになるはずです。ログで確かめます。',
        calls: [
          [
            'execute_command',
            { command: 'grep -c "payment queued" logs/api.log && tail -n 3 logs/api.log' },
            '418\n{"msg":"payment queued","waiting":7}\n{"msg":"payment queued","waiting":9}\n{"msg":"payment timed out","seconds":30}',
          ],
        ],
      },
      {
        text: '待ち行列が 9 件まで伸びたあとにタイムアウトしています。接続数を設定で変えられるようにし、既定値を 16 にします。',
        calls: [
          [
            'replace_in_file',
            {
              path: 'apps/api/src/payments/client.ts',
              search: '{ connections: 2 }',
              replace: '{ connections: config.payments.connections, headersTimeout: 10_000 }',
            },
            'apps/api/src/payments/client.ts: 1 passage replaced',
          ],
          [
            'execute_command',
            { command: 'npm test -w apps/api -- payments' },
            '✓ payments › 同時に 16 件を処理する\n✓ payments › 10 秒で諦めて理由を返す\n\n2 passed, 0 failed (exit code 0)',
          ],
        ],
      },
    ],
    '原因は接続数が 2 に固定されていたことです。混雑時に決済が順番待ちになり、30 秒を超えていました。接続数を設定項目にして既定値を 16 とし、応答が 10 秒ない場合は理由を付けて失敗させます。関連テスト 2 件は成功しています。',
  ),
}

export const summarizeMinutes: DemoTask = {
  id: 'minutes',
  name: '議事録の要約',
  user: 'suzuki@example.co.jp',
  tags: ['chat', 'workshop'],
  model: 'demo-gpt-4o-mini',
  environment: 'workshop',
  firstMessage:
    '次の議事録を 3 行で要約してください。\n\n本日の定例では、来月のリリース範囲を確認した。検索の改善は予定どおり含める。領収書の PDF 出力は法務の確認が終わっていないため次回に回す。田中さんが法務に今週中に問い合わせる。負荷試験は 12 月 3 日に行い、鈴木さんが結果を共有する。',
  steps: [
    {
      reply: {
        text: '- 来月のリリースには検索の改善を含め、領収書の PDF 出力は法務の確認待ちのため次回に回す。\n- 田中さんが今週中に法務へ問い合わせる。\n- 負荷試験は 12 月 3 日に実施し、鈴木さんが結果を共有する。',
        toolCalls: [],
      },
      toolResults: [],
    },
  ],
}
