export const customers = {
  customers: {
    create: 'エンドユーザーを追加',
    edit: '{{name}}を編集',
    notLoaded: 'エンドユーザーを読み込めませんでした',
    noneTitle: 'エンドユーザーはまだいません',
    noneText:
      'アプリケーションがリクエストの「user」にIDを入れて呼び出すと、ここにエンドユーザーごとの呼び出し数と費用が表示されます。',
    lastDays: '呼び出し数と費用は過去30日間',
    more: 'エンドユーザーが多いため、費用の高い順に表示しています。',
    fromCalls: '上限なし',
    column: {
      customer: 'エンドユーザー',
      state: '状態',
      calls: '呼び出し',
      recent: '費用',
      budget: '予算',
      limits: '上限',
      region: 'リージョン',
      named: '予算プラン',
    },
    form: {
      id: 'エンドユーザーID',
      idHint: 'リクエストの「user」に入る値',
      alias: '名前',
      region: 'モデルのリージョン',
      regionHint: '空欄なら制限なし。例：eu, us, eu-central-1',
      defaultModel: '該当がないときのモデル',
      defaultModelHint: '空欄なら呼び出しを拒否',
    },
    confirm: {
      block: {
        title: '{{name}}をブロックしますか？',
        text: 'このエンドユーザーのための呼び出しは、どのキー、どのプロジェクトからでも1秒以内に拒否されるようになり、ブロックを解除するまで続きます。',
      },
      delete: {
        title: '{{name}}を削除しますか？',
        text: '名前、予算、上限が削除され、ブロックも解除されます。これまでの呼び出しと費用は残ります。この操作は元に戻せません。',
      },
    },
  },
} as const
