export const models = {
  models: {
    fromFile:
      'ゲートウェイの設定ファイルのモデルと、/model/new で追加したモデルです。価格は100万トークンあたりの米ドルです。',
    notLoaded: 'モデルを読み込めませんでした',
    awayTitle: 'ゲートウェイが応答しません',
    awayText:
      'ゲートウェイが起動すると、ここにモデルが表示されます。別のマシンで動かしている場合は、KANSOKU_GATEWAY_URL でそのアドレスをサーバーに設定してください。',
    noneTitle: 'ゲートウェイにモデルがありません',
    noneText:
      'ゲートウェイの設定ファイルにモデルを追加してください。デモのモデルは、設定がなくても呼び出せます。',
    column: {
      group: '名前',
      model: 'モデル',
      state: '状態',
      provider: 'プロバイダー',
      region: 'リージョン',
      inputPrice: '入力/100万',
      outputPrice: '出力/100万',
      context: 'コンテキスト',
      fallbacks: 'フォールバック',
    },
    ready: '利用可能',
    resting: '休止中',
    restingText: '直前の失敗により、しばらくの間は呼び出されません。',
    test: 'テスト',
    testing: 'テスト中…',
    testNamed: '{{name}}への接続をテスト',
    answered: '応答 {{time}}',
  },
} as const
