export const models = {
  models: {
    prices: '価格は100万トークンあたりの米ドルです。',
    notLoaded: 'モデルを読み込めませんでした',
    awayTitle: 'ゲートウェイが応答しません',
    awayText:
      'ゲートウェイが起動すると、ここにモデルが表示されます。別のマシンで動かしている場合は、KANSOKU_GATEWAY_URL でそのアドレスをサーバーに設定してください。',
    noneTitle: 'ゲートウェイにモデルがありません',
    noneText: 'ゲートウェイの設定ファイルにモデルを追加してください。',
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
    add: 'モデルを追加',
    addAction: '追加',
    edit: 'モデルを編集',
    form: {
      name: '呼び出すときの名前',
      model: 'プロバイダーとモデル',
      region: 'リージョン',
      apiBase: 'APIのアドレス',
      apiVersion: 'APIバージョン',
      apiKey: 'APIキー',
      unchanged: '変更なし',
      note: '追加するとすぐに、設定ファイルの設定に従って呼び出せるようになります。APIキーは暗号化して保存し、表示することはありません。キーもアドレスも指定しなければ、IAMロールなどゲートウェイ自身の認証情報を使います。',
      noteStored:
        'APIキーとアドレスは表示しません。空のままなら変更されません。アドレスやプロバイダーを変えるときは、APIキーをあらためて入力してください。',
    },
    confirmDelete: {
      title: '{{name}}を削除しますか？',
      text: '同じ名前のモデルがほかになければ、このモデルの呼び出しは1秒以内に拒否されるようになります。この操作は元に戻せません。',
    },
  },
} as const
