export const onboarding = {
  onboarding: {
    title: 'まだ何も観測されていません',
    text: '次のいずれかの方法でトレースを送信すると、自動的にここに表示されます。',
    quietTitle: 'この期間のトレースはありません',
    quietText: 'このプロジェクトの最初のトレースは {{time}} に届きました。',
    widen: '過去90日間を表示',
    ways: 'トレースを送信する方法',
    way: {
      demo: 'デモ',
      cline: 'Cline',
      claudeCode: 'Claude Code',
      curl: 'curl',
      openai: 'OpenAI SDK',
      langchain: 'LangChain',
      langfuse: 'Langfuse SDK',
    },
    explain: {
      demo: 'ゲートウェイを通して、内蔵のデモモデルに実際に近いリクエストを送信します。クラウドのアカウントは不要です。Kansoku のフォルダーで実行してください。',
      cline:
        'Cline の設定を開き、次のように入力します。API Key はゲートウェイのキーです（`npm run kansoku -- status --secrets` で表示できます）。',
      claudeCode:
        'Claude Code を起動する前に、次の環境変数を設定します。Anthropic 以外のモデルも含め、ゲートウェイのどのモデルでも応答します。',
      curl: 'ゲートウェイを通してモデルを呼び出します。利用できるモデルは `/v1/models` で確認できます。',
      openai: 'OpenAI のクライアントであれば何でも使えます。ゲートウェイのアドレスとキーを指定してください。',
      langchain:
        'OpenAI 向けの連携なら、接続先を変えるだけで使えます。Python でのパラメーター名は `base_url` です。',
      langfuse:
        'Langfuse の SDK（Python、JS）と OpenTelemetry のエクスポーターがそのまま使えます。次の環境変数を設定してください（シークレットキーは `npm run kansoku -- status --secrets` で表示できます）。',
    },
  },
} as const
