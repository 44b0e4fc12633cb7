export const sessions = {
  sessions: {
    search: 'セッションを検索',
    column: {
      lastTrace: '最終更新',
      id: 'セッション',
      users: 'ユーザー',
      models: 'モデル',
      firstTrace: '開始',
      duration: '所要時間',
      traces: 'トレース',
      failedTraces: 'エラー',
      totalTokens: 'トークン',
      totalCost: 'コスト',
    },
    traces_other: 'トレース {{shown}}件',
    failedTraces_other: 'エラーのあるトレース {{shown}}件',
    previous: '前のセッション',
    next: '次のセッション',
    notLoaded: 'セッションを読み込めませんでした',
    noMatch: '一致するセッションがありません',
    noneTitle: 'この期間のセッションはありません',
    noneText:
      'セッションは、1つの会話やタスクのトレースをまとめたものです。セッションIDの付いたトレースが届くと、ここに表示されます。',
    notFound: 'セッションが見つかりません',
    notFoundText: 'このプロジェクトに、セッション {{id}} のトレースはありません。',
  },
  conversation: {
    turn: 'ターン {{place}}',
    openTrace: 'トレース {{name}} を開く',
    copyLink: 'このターンへのリンクをコピー',
    repeated_other: '再送された以前のメッセージ（{{count}}件）を表示',
    end: 'セッションはここまでです',
  },
  naming: {
    ways: 'セッションとユーザーを指定する方法',
    way: {
      cline: 'Cline、Claude Code',
      gateway: 'リクエスト本文',
      headers: 'ヘッダー',
      langfuse: 'Langfuse JS',
      python: 'Langfuse Python',
    },
    explain: {
      cline:
        '設定は不要です。ゲートウェイを通すと、Cline（API Provider は LiteLLM）のタスクと Claude Code のセッションは、自動的に1つのセッションになります。Claude Code はユーザーIDも送信しますが、Cline は送信しません。',
      gateway:
        'ゲートウェイへのリクエストでは、`litellm_session_id` でセッションを、`user` でユーザーを指定します。`metadata.session_id` と `metadata.trace_user_id` も使えます。',
      headers:
        'リクエスト本文を変更できない場合は、ヘッダーで指定できます。多くのツールで独自のヘッダーを追加できます。Cline では、API Provider に OpenAI Compatible を選ぶと設定できます。',
      langfuse: 'この中で記録されるトレースには、セッションとユーザーが付きます。',
      python: 'この中で記録されるトレースには、セッションとユーザーが付きます。',
    },
  },
} as const
