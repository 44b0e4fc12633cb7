export const session = {
  session: {
    email: 'メールアドレス',
    password: 'パスワード',
    showPassword: '入力内容を表示',
    hidePassword: '入力内容を隠す',
    signIn: 'サインイン',
    signingIn: 'サインインしています…',
    signOut: 'サインアウト',
    ended: 'セッションの有効期限が切れました。サインインすると、元のページから続けられます。',
    hint: 'サインインに使うメールアドレスとパスワードは、初回起動時に表示されています。`npm run kansoku -- status --secrets` で再表示できます。',
    error: {
      wrong: 'メールアドレスまたはパスワードが正しくありません。',
      tooMany: '試行回数が多すぎます。1分ほど待ってから再試行してください。',
      origin:
        'このアドレスからのサインインは許可されていません。起動時に表示されたアドレスで開いてください。',
      away: 'サーバーが応答しません。起動していることを確認してから、再試行してください。',
      unknown: 'サインインできませんでした。原因はサーバーのログを確認してください。',
    },
    noProject: {
      title: 'プロジェクトがありません',
      text: 'サインインしていますが、開けるプロジェクトがありません。組織のオーナーに、プロジェクトへの追加を依頼してください。',
    },
  },
  settings: {
    project: 'プロジェクト',
    name: '名前',
    projectId: 'プロジェクトID',
    server: 'サーバーURL',
    gateway: 'ゲートウェイURL',
    copyNamed: '{{name}}をコピー',
    apiKeys: 'APIキー',
    apiKeysText:
      'SDKは、キーのペアを使ってこのプロジェクトにトレースを送信します。シークレットキーはハッシュのみを保存しているため、再表示できません。',
    copyPublicKey: '公開キーをコピー',
    noKeys: 'このプロジェクトにはAPIキーがありません。',
    never: 'なし',
    connect: 'アプリケーションを接続',
    column: {
      publicKey: '公開キー',
      secretKey: 'シークレットキー',
      note: 'メモ',
      created: '作成日',
      lastUsed: '最終使用',
    },
  },
} as const
