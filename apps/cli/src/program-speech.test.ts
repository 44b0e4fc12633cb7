import { expect, test } from 'vitest'
import { describeRemark, translateSpeech } from './program-speech.ts'
import { createTerminal } from './terminal.ts'

const english = createTerminal('en')
const japanese = createTerminal('ja')

test.each([
  ['model_list is not a list.', 'model_list がリストになっていません。'],
  ['litellm.yml:3: Invalid YAML: Flow map.', 'litellm.yml:3: YAML として読めません: Flow map.'],
  [
    'Model 2 of model_list has no litellm_params.model.',
    'model_list の 2 番目のモデルに litellm_params.model がありません。',
  ],
  ['Write router_settings: {a: 1}.', '"router_settings: {a: 1}" の形で書いてください。'],
  [
    'SALT is not set. Generate one with "openssl rand -base64 32", or start with "npm start", which keeps one.\nKANSOKU_PORT=x: it is not a port. Give a port from 1 to 65535.',
    'SALT が設定されていません。"openssl rand -base64 32" で生成してください。\nKANSOKU_PORT の値 x は使えません。1 から 65535 までのポートを指定してください。',
  ],
  [
    '"least-bussy" is not supported; deployments are picked by simple-shuffle. You may mean "least-busy".',
    '「least-bussy」には対応していません。デプロイメントは simple-shuffle で選びます。「least-busy」のことかもしれません。',
  ],
  [
    'the check "router_budget_limiting" is not supported by this version.',
    '確認項目「router_budget_limiting」には対応していないため、効果がありません。',
  ],
  [
    'this server is not served: "oauth2" is not supported. It may be none, api_key, bearer_token, basic, authorization; with extra_headers clients send credentials of their own.',
    'このサーバーは使えません。「oauth2」には対応していません。使えるのは none, api_key, bearer_token, basic, authorization です。extra_headers を使えば、クライアント自身の認証情報を送れます。',
  ],
  ['mcp_servers.a.url is missing.', 'mcp_servers.a.url がありません。'],
  ['Give MB from 0.1 to 256.', '0.1 から 256 までの値を指定してください。'],
  ['Nobody foresaw this: at all.', 'Nobody foresaw this: at all.'],
])('%j', (said, translated) => {
  expect(translateSpeech(japanese, said)).toBe(translated)
  expect(translateSpeech(english, said)).toBe(said)
})

test('how often a key or a variable is meant is kept', () => {
  const remark = (key: string, message: string) =>
    describeRemark(japanese, { file: 'a.yml', line: 7, key, message })
  expect(
    remark(
      'model_list[].litellm_params.aws_session_name',
      'has no effect without aws_role_name: no role is assumed. (4 models)',
    ),
  ).toBe(
    'a.yml:7  model_list[].litellm_params.aws_session_name: aws_role_name がないため効果がありません(ロールの引き受けは行われません)。(モデル 4 件)',
  )
  expect(
    remark(
      'os.environ/R',
      'the variable R is not set or empty; the setting counts as absent (named 3 times).',
    ),
  ).toBe('a.yml:7  os.environ/R: 変数 R が未設定か空のため、この設定はないものとして扱います。(3 か所)')
})
