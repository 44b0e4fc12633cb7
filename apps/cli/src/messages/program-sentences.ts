import {
  faultsOfConfigFiles,
  remarks,
  remediesOfConfigFiles,
  type Sentence,
} from './config-file-sentences.ts'

/**
 * Japanese for what server and gateway say of settings. They speak English, to logs and to other supervisors; their
 * sentences are known here by their form, with the names that they hold.
 */
const faultsOfSettings: readonly Sentence[] = [
  [
    /^No master key is set, and a gateway always demands a key\.$/,
    'マスターキーが設定されていません。ゲートウェイには必ずキーが必要です。',
  ],
  [
    /^Set LITELLM_MASTER_KEY \(for instance sk-… of your choice\), or general_settings\.master_key in the config file\.$/,
    'LITELLM_MASTER_KEY に好きな値(例: sk-…)を設定するか、設定ファイルの general_settings.master_key に書いてください。',
  ],
  [
    /^a Langfuse elsewhere gets copies of calls as it did before, until the gateway is restarted\.$/,
    '別の場所の Langfuse へのコピーは、ゲートウェイを再起動するまで、これまでどおりの宛先に送られます。',
  ],
  [/^(\S+) has the value (".*"), which cannot be used\.$/, '$1 の値 $2 は使えません。'],
  [/^(\S+) has the value (".*"), which is no address\.$/, '$1 の値 $2 はアドレスではありません。'],
  [/^Set on or off\.$/, 'on か off を設定してください。'],
  [/^Set DEBUG, INFO, WARNING or ERROR\.$/, 'DEBUG、INFO、WARNING、ERROR のいずれかを設定してください。'],
  [
    /^Set how many processes answer calls, from 1 to 64; one for each core is usual\.$/,
    '呼び出しに応答するプロセスの数を 1 ~ 64 で設定してください。CPU コア数に合わせるのが一般的です。',
  ],
  [/^Set how many seconds a stop waits for calls\.$/, '停止時に呼び出しの完了を待つ秒数を設定してください。'],
  [
    /^Set the largest request body in MB, for instance 32\.$/,
    'リクエスト本文の上限を MB で設定してください(例: 32)。',
  ],
  [
    /^Set the most disk that undelivered calls may take, in MB\.$/,
    '未送信の記録に使うディスクの上限を MB で設定してください。',
  ],
  [
    /^Set an address such as (\S+), or leave it empty\.$/,
    '$1 のようなアドレスを設定するか、空にしてください。',
  ],
  [/^Set for instance (\S+)\.$/, '設定してください(例: $1)。'],
  [/^The address (\S+) is in use by another program\.$/, 'アドレス $1 は別のプログラムが使用中です。'],
  [
    /^Port (\d+) on (\S+) is in use by another program \((\S+)\)\.$/,
    '$2 のポート $1 は別のプログラムが使用中です($3)。',
  ],
  [
    /^Stop (?:it|that program), or (?:set|choose another port with) (.+?)(?: to a free port)?\.$/,
    'そのプログラムを終了するか、$1 で別のポートを指定してください。',
  ],
  [
    /^Another gateway \(process (\d+)\) uses the data folder (.+)\.$/,
    '別のゲートウェイ(プロセス $1)がデータフォルダー $2 を使っています。',
  ],
  [/^The data folder (.+) cannot be written \((\S+)\)\.$/, 'データフォルダー $1 に書き込めません($2)。'],
  [/^The folder (.+) cannot be used \((\S+)\)\.$/, 'フォルダー $1 を使えません($2)。'],
  [
    /^Check that it exists, that its disk is healthy and that this account may write to it\.$/,
    'フォルダーの有無、ディスクの状態、書き込み権限を確認してください。',
  ],
  [
    /^The Postgres database (.+) \(DATABASE_URL\) cannot be used: (.+)$/,
    'Postgres のデータベース $1(DATABASE_URL)を使えません: $2',
  ],
  [
    /^The ClickHouse server (\S+) \(CLICKHOUSE_URL\) refuses the account\.$/,
    'ClickHouse サーバー $1(CLICKHOUSE_URL)がアカウントを拒否しました。',
  ],
  [
    /^The ClickHouse server (\S+) \(CLICKHOUSE_URL\) does not answer(.*)\.$/,
    'ClickHouse サーバー $1(CLICKHOUSE_URL)が応答しません$2。',
  ],
  [
    /^What answers at (\S+) \(CLICKHOUSE_URL\) is not ClickHouse's HTTP interface\.$/,
    '$1(CLICKHOUSE_URL)で応答しているのは ClickHouse の HTTP インターフェースではありません。',
  ],
  [
    /^Start it or correct (\S+), or start with --embedded to use the built-in (?:database|engine)\.$/,
    'サーバーを起動するか $1 を直してください。--embedded を付ければ内蔵のものを使えます。',
  ],
  [
    /^Check (.+) and (.+), or start with --embedded to use the built-in (?:database|engine)\.$/,
    '$1 と $2 を確認してください。--embedded を付ければ内蔵のものを使えます。',
  ],
]

const remediesOfSettings: readonly Sentence[] = [
  [
    /^Generate one with "(.+?)"(?:, or start with "npm start", which keeps one)?\.$/,
    '"$1" で生成してください。',
  ],
  [/^Give a port from (\d+) to (\d+)\.$/, '$1 から $2 までのポートを指定してください。'],
  [/^Give (?:MB|minutes|threads) from ([\d.]+) to (\d+)\.$/, '$1 から $2 までの値を指定してください。'],
  [
    /^Give a random text of at least (\d+) characters without spaces, or leave it empty\.$/,
    '$1 文字以上の、空白を含まないランダムな文字列を指定するか、空にしてください。',
  ],
  [/^Give at most (\d+) characters\.$/, '$1 文字以内にしてください。'],
  [/^Write it as (\S+?),? or leave it empty\.$/, '$1 の形で書くか、空にしてください。'],
  [
    /^Write it as (\S+?), or start with "(?:npm start -- )?--embedded"(?:, which brings its own Postgres)?\.$/,
    '$1 の形で書くか、--embedded を付けて起動してください。',
  ],
  [/^Write it as (\S+)\.$/, '$1 の形で書いてください。'],
  [/^Write on or off\.$/, 'on か off を指定してください。'],
  [/^Write one of (.+)\.$/, '$1 のいずれかを指定してください。'],
]

const notices: readonly Sentence[] = [
  [/^(.+): no effect without (\S+)\.$/, '$1: $2 がないため効果がありません。'],
  [
    /^(\S+) and (\S+) have an effect only together: no key is created\.$/,
    '$1 と $2 は両方そろって初めて有効です。キーは作られません。',
  ],
  [
    /^(\S+) and (\S+) have an effect only together: no user is created\.$/,
    '$1 と $2 は両方そろって初めて有効です。ユーザーは作られません。',
  ],
  [
    /^SALT is not the one that this data was made with/,
    'SALT が、このデータを作ったときのものと違います。以前に作った API キーは使えません。元の SALT に戻すか、新しい API キーを作ってください。',
  ],
  [
    /^LANGFUSE_INIT_PROJECT_SECRET_KEY \(or SALT\) is not the one that was set when key (\S+) was created/,
    'LANGFUSE_INIT_PROJECT_SECRET_KEY(または SALT)が、キー $1 を作ったときのものと違います。最初の値が有効なままです。変えるには、LANGFUSE_INIT_PROJECT_PUBLIC_KEY も新しくしてください。',
  ],
  [
    /^LANGFUSE_INIT_PROJECT_ID: project (\S+) belongs to organization (\S+), not to LANGFUSE_INIT_ORG_ID (\S+);/,
    'LANGFUSE_INIT_PROJECT_ID: プロジェクト $1 は組織 $2 のもので、LANGFUSE_INIT_ORG_ID の $3 のものではありません。そのままにします。',
  ],
  [
    /^The server listens on (\S+) for other machines, and LANGFUSE_INIT_USER_PASSWORD is short\. Choose one of at least (\d+)/,
    'サーバーは $1 でほかのマシンからも接続できますが、LANGFUSE_INIT_USER_PASSWORD が短すぎます。新しいユーザーには $2 文字以上のパスワードを使うか、KANSOKU_HOST を外してこのマシンだけで待ち受けてください。',
  ],
]

const sentences = [
  ...remarks,
  ...faultsOfConfigFiles,
  ...remediesOfConfigFiles,
  ...faultsOfSettings,
  ...remediesOfSettings,
  ...notices,
]

/** Said at the end of a sentence or before its full stop. */
const counts: readonly Sentence[] = [
  [/ \((\d+) models\)/, '(モデル $1 件)'],
  [/ \(named (\d+) times\)/, '($1 か所)'],
]

/** Undefined for what is rare: the program's own sentence is shown then. */
export function sentenceInJapanese(said: string): string | undefined {
  return problemOfVariable(said) ?? findSentence(said)
}

/** `NAME is not set. What to do.` and `NAME=value: what is wrong with it. What to do.` */
function problemOfVariable(said: string): string | undefined {
  const match = /^([A-Z][A-Z0-9_]+)(?: is not set|=(.*): it (?:is|contains) .+?)\. (.+)$/.exec(said)
  if (!match) return undefined
  const [, name, value, remedy = ''] = match
  const problem =
    value === undefined ? `${name} が設定されていません。` : `${name} の値 ${value} は使えません。`
  return problem + (findSentence(remedy) ?? remedy)
}

function findSentence(said: string): string | undefined {
  const { sentence, count } = splitCount(said)
  for (const [english, japanese] of sentences) {
    const match = english.exec(sentence)
    if (match) return fill(japanese, match) + count
  }
  return undefined
}

/** The count that a sentence holds, in Japanese, and the sentence without it. */
export function splitCount(said: string): { sentence: string; count: string } {
  for (const [english, japanese] of counts) {
    const match = english.exec(said)
    if (match) return { sentence: said.replace(match[0], ''), count: fill(japanese, match) }
  }
  return { sentence: said, count: '' }
}

function fill(japanese: string, names: readonly string[]): string {
  return japanese.replace(/\$(\d)/g, (_, index: string) => names[Number(index)] ?? '')
}
