export const onboarding = {
  onboarding: {
    title: 'まだ何も観測されていません',
    text: '次のいずれかの方法でトレースを送信すると、最初の 1 件が自動的に開きます。',
    waiting: '最初のトレースを待っています…',
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
      otlp: 'OpenTelemetry',
      liteLlm: 'LiteLLM Proxy',
      clineMcp: 'Cline',
      claudeCodeMcp: 'Claude Code',
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
        'Langfuse の SDK（Python、JS）がそのまま使えます。次の環境変数を設定してください（シークレットキーは `npm run kansoku -- status --secrets` で表示できます）。',
      otlp: 'HTTP で OTLP を送るエクスポーターなら、JSON でも protobuf でも使えます。プログラムを起動する環境で、次の環境変数を設定してください。',
      liteLlm:
        '既存の LiteLLM Proxy を使い続ける場合は、標準の `langfuse` コールバックで呼び出しの記録を送れます。`config.yaml` に次の設定を追加してください。',
      clineMcp:
        '`cline_mcp_settings.json` に追加します。token は「公開キー:シークレットキー」を Base64 に変換したものです。Cline が、自分の呼び出しのコストや失敗を調べられるようになります。',
      claudeCodeMcp:
        'Claude Code が、自分の呼び出しのコストや失敗を調べられるようになります。どのツールも読み取り専用です。',
    },
  },
  integrations: {
    call: 'ゲートウェイを通してモデルを呼び出す',
    callNote: '呼び出しはすべて自動的にトレースになります',
    telemetry: 'ほかのプログラムのトレースを送る',
    telemetryNote: 'このプロジェクトの API キーを使います',
    agents: 'エージェントに自分の呼び出しを調べさせる',
    agentsNote: 'Kansoku が MCP サーバーになります',
    awayText: 'ゲートウェイが応答すると、記録の送り先がここに表示されます。',
  },
} as const
