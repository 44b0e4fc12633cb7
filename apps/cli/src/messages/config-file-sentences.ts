/** An English sentence by its form, and the same in Japanese with what it names. */
export type Sentence = readonly [english: RegExp, japanese: string]

const recorded = '呼び出しはすべてプラットフォームに記録されます。'

export const remarks: readonly Sentence[] = [
  [
    /^the variable (\S+) is not set or empty; the setting counts as absent\.$/,
    '変数 $1 が未設定か空のため、この設定はないものとして扱います。',
  ],
  [
    /^"(.+)" is listed twice for "(.+)"; it is tried once\.$/,
    '「$2」のフォールバックに「$1」が 2 回あります。試すのは 1 回です。',
  ],
  [
    /^"(.+)" is not in model_list\. You may mean "(.+)"\.$/,
    '「$1」は model_list にありません。「$2」のことかもしれません。',
  ],
  [/^"(.+)" is not in model_list\.$/, '「$1」は model_list にありません。'],
  [
    /names the vendor "(.+)" twice; Bedrock knows "(.+)"/,
    'このモデルの呼び出しは失敗します。ベンダー名「$1」が 2 回書かれています。Bedrock にあるのは「$2」です。',
  ],
  [
    /^calls to this model will fail: the provider "(.+)" is not supported by this version\.$/,
    'このモデルの呼び出しは失敗します。プロバイダー「$1」には対応していません。',
  ],
  [
    /^the callback "(.+)" is Python code/,
    `コールバック「$1」は Python のコードのため実行できません。${recorded}`,
  ],
  [
    /^the callback "(.+)" is told nothing: no \S.*; set (\S+)\.$/,
    'コールバック「$1」には何も送られません。送信先がわからないため、環境変数 $2 を設定してください。',
  ],
  [/^the callback "(.+)" is told nothing: (.+)$/, 'コールバック「$1」には何も送られません: $2'],
  [/^the callback "(.+)" is not supported/, `コールバック「$1」には対応していません。${recorded}`],
  [
    /^"(.+)" is not supported; deployments are picked by simple-shuffle\. You may mean "(.+)"\.$/,
    '「$1」には対応していません。デプロイメントは simple-shuffle で選びます。「$2」のことかもしれません。',
  ],
  [
    /^"(.+)" is not supported; deployments are picked by simple-shuffle\.$/,
    '「$1」には対応していません。デプロイメントは simple-shuffle で選びます。',
  ],
  [
    /^the check "(.+)" is not supported by this version\.$/,
    '確認項目「$1」には対応していないため、効果がありません。',
  ],
  [
    /^this server is not served: tools are not made of OpenAPI documents\./,
    'このサーバーは使えません。OpenAPI の文書からツールを作ることはできないため、その API の前に MCP サーバーを置き、その url を書いてください。',
  ],
  [
    /^this server is not served: "(.+)" is not supported\. It may be (.+); with extra_headers clients/,
    'このサーバーは使えません。「$1」には対応していません。使えるのは $2 です。extra_headers を使えば、クライアント自身の認証情報を送れます。',
  ],
  [/^is missing: this server is called without credentials\.$/, '値がないため、認証情報なしで呼び出します。'],
  [
    /^has no effect on a program; give it what it needs under env\.$/,
    'プログラムには効果がありません。必要な値は env で渡してください。',
  ],
  [
    /does not act on\. You may mean "(.+)"\.$/,
    'このバージョンでは効果のない設定です。「$1」のことかもしれません。',
  ],
  [/does not act on\.$/, 'LiteLLM の設定ですが、このバージョンでは効果がありません。'],
  [
    /^has no effect here; "model_name" belongs beside litellm_params/,
    'ここでは効果がありません。model_name は litellm_params と同じ階層に、model は litellm_params の下に書いてください。',
  ],
  [/^has no effect here; it belongs under (\S+)\.$/, 'ここでは効果がありません。$1 の下に書いてください。'],
  [
    /is sent to the model as it is\. You may mean "(.+)"\.$/,
    '知られていないパラメーターのため、そのままモデルに送られます。「$1」のことかもしれません。',
  ],
  [/has no effect\. You may mean "(.+)"\.$/, '効果のない設定です。「$1」のことかもしれません。'],
  [/knows, and has no effect\.$/, '効果のない設定です。'],
  [/^is given twice/, '2 回書かれています。後の値を使います。'],
  [
    /^no AWS credentials are set, so calls/,
    'AWS の認証情報が設定されていません。Bedrock の呼び出しが成功するのは、インスタンスロールのあるマシンだけです。ほかのマシンでは AWS_ACCESS_KEY_ID と AWS_SECRET_ACCESS_KEY、または AWS_PROFILE を設定してください。',
  ],
  [
    /^the AWS keys hold the placeholder "(.+)", which AWS refuses/,
    'AWS のキーが見本の値「$1」のままのため、AWS に拒否されます。AWS_ACCESS_KEY_ID と AWS_SECRET_ACCESS_KEY に自分のキーを書くか、プロファイルやインスタンスロールを使う場合は両方を空にしてください。',
  ],
  [
    /^the Bedrock API key is the placeholder "(.+)", which AWS refuses/,
    'Bedrock の API キーが見本の値「$1」のままのため、AWS に拒否されます。AWS_BEARER_TOKEN_BEDROCK に自分のキーを書くか、空にしてください。',
  ],
  [
    /^calls will fail: the AWS profile "(.+)" has no credentials/,
    '呼び出しは失敗します。AWS の設定ファイルに、プロファイル「$1」の認証情報がありません。名前を直すか、"aws configure --profile $1" で設定してください。',
  ],
  [
    /^calls will fail: (\S+) is not set while the other half of the key pair is/,
    '呼び出しは失敗します。キーの組のうち $1 だけがありません。両方を設定するか、両方を空にしてください。',
  ],
  [
    /^AWS_REGION_NAME is not set, and calls to Bedrock go to (\S+) \(the default\)\./,
    'AWS_REGION_NAME が未設定のため、Bedrock の呼び出しは $1(既定)に送られます。変えるには AWS_REGION_NAME を設定してください。',
  ],
  [
    /^AWS_REGION_NAME is not set, and calls to Bedrock go to (\S+) \(from the AWS profile's settings\)\./,
    'AWS_REGION_NAME が未設定のため、Bedrock の呼び出しは $1(AWS のプロファイルの設定)に送られます。変えるには AWS_REGION_NAME を設定してください。',
  ],
  [
    /^AWS_REGION_NAME is not set, and calls to Bedrock go to (\S+) \(from (\S+)\)\./,
    'AWS_REGION_NAME が未設定のため、Bedrock の呼び出しは $1($2 の値)に送られます。変えるには AWS_REGION_NAME を設定してください。',
  ],
]

export const faultsOfConfigFiles: readonly Sentence[] = [
  [
    /^Model (\d+) of model_list has a tag_regex that is not a regular expression\.$/,
    'model_list の $1 番目のモデルの tag_regex が正規表現になっていません。',
  ],
  [/^Model (\d+) of model_list is not a map\.$/, 'model_list の $1 番目のモデルがマップになっていません。'],
  [/^Model (\d+) of model_list has no (\S+)\.$/, 'model_list の $1 番目のモデルに $2 がありません。'],
  [
    /^Model (\d+) of model_list has a (\S+) that is not a number\.$/,
    'model_list の $1 番目のモデルの $2 が数値ではありません。',
  ],
  [
    /^Model (\d+) of model_list names the credential (".+"), which does not exist\.$/,
    'model_list の $1 番目のモデルが指す認証情報 $2 がありません。',
  ],
  [
    /^Model (\d+) of model_list has a wrong value: (.+)$/,
    'model_list の $1 番目のモデルに使えない値があります: $2',
  ],
  [/^Invalid YAML: (.+)$/, 'YAML として読めません: $1'],
  [/^The file is not a map of sections\.$/, 'ファイルがセクションのマップになっていません。'],
  [/^The file includes itself\.$/, 'ファイルが自分自身を include しています。'],
  [/^"include" is not a list of file names\.$/, 'include がファイル名のリストになっていません。'],
  [/^The file does not exist\.$/, 'ファイルがありません。'],
  [/^The file may not be read by this user\.$/, 'このユーザーにはファイルの読み取り権限がありません。'],
  [/^The file cannot be read \((.+)\)\.$/, 'ファイルを読めません($1)。'],
  [/^This is a folder, not a file\.$/, 'ファイルではなくフォルダーです。'],
  [/^(\S+) is not a number: (.+)\.$/, '$1 の値 $2 が数値ではありません。'],
  [/^(\S+) is neither true nor false: (.+)\.$/, '$1 の値 $2 が true でも false でもありません。'],
  [/^(\S+) is not a text\.$/, '$1 が文字列ではありません。'],
  [/^(\S+) is not a list of texts\.$/, '$1 が文字列のリストになっていません。'],
  [/^(\S+) is not a list of fallbacks\.$/, '$1 がフォールバックのリストになっていません。'],
  [/^(\S+) is not a list\.$/, '$1 がリストになっていません。'],
  [/^(\S+) is not a map\.$/, '$1 がマップになっていません。'],
  [/^(\S+) is not a map of numbers\.$/, '$1 が数値のマップになっていません。'],
  [/^(\S+) is missing\.$/, '$1 がありません。'],
  [/^(\S+) is not above 0\.$/, '$1 は 0 より大きくなければなりません。'],
  [/^(\S+) is no address\.$/, '$1 がアドレスではありません。'],
  [/^(\S+) is "(.+)"\.$/, '$1 の値「$2」は使えません。'],
  [/^(\S+) or its name cannot stand in an address\.$/, '$1 か名前に、アドレスに使えない文字があります。'],
  [
    /^The MCP server "(.+)" has the name "(.+)", which another one has\.$/,
    'MCP サーバー「$1」の名前「$2」は、別のサーバーと重複しています。',
  ],
  [/^(\S+) has no model for (".+")\.$/, '$1 に $2 のモデルがありません。'],
  [
    /^(\S+) compares questions by their meaning, but names no model that does so\.$/,
    '$1 は質問を意味で比べる設定ですが、そのためのモデルが指定されていません。',
  ],
  [
    /^(\S+) compares questions by their meaning, but not how near they must be\.$/,
    '$1 は質問を意味で比べる設定ですが、どれだけ近ければ同じとみなすかが指定されていません。',
  ],
  [/^(\S+) has no numbers for (.+)\.$/, '$1 に $2 の数値がありません。'],
]

export const remediesOfConfigFiles: readonly Sentence[] = [
  [
    /^Write redis_semantic_cache_embedding_model below it, with the model_name of a model for embeddings\.$/,
    'その下に redis_semantic_cache_embedding_model を書き、埋め込みモデルの model_name を指定してください。',
  ],
  [
    /^Write similarity_threshold below it, from 0 to 1; 0\.8 is usual\.$/,
    'その下に similarity_threshold を 0 ~ 1 で書いてください。0.8 が一般的です。',
  ],
  [/^Start each entry with "- "\.$/, '各項目を "- " で始めてください。'],
  [
    /^Write one "key: value" per line below it, indented\.$/,
    'その下に字下げして、1 行にひとつずつ "キー: 値" を書いてください。',
  ],
  [/^Write a number, for instance (\d+)\.$/, '数値を書いてください(例: $1)。'],
  [/^Write true or false\.$/, 'true か false を書いてください。'],
  [/^Write it in quotes\.$/, '引用符で囲んでください。'],
  [/^Write it as "include: \[other\.yaml\]"\.$/, '"include: [other.yaml]" のように書いてください。'],
  [
    /^Write "- model_name: …" with "litellm_params:" below\.$/,
    '"- model_name: …" と書き、その下に "litellm_params:" を書いてください。',
  ],
  [/^Write for instance (\S+: \d+) below it\.$/, 'その下に書いてください(例: $1)。'],
  [/^Write a model name with (\S+: \d+) below it\.$/, 'モデル名を書き、その下に $1 のように書いてください。'],
  [/^Write alias: model_name, or (.+)\.$/, '"alias: model_name" か "$1" の形で書いてください。'],
  [/^Write seconds, for instance (\d+)\.$/, '秒数を書いてください(例: $1)。'],
  [/^Write http, sse, stdio\.$/, 'http、sse、stdio のいずれかを書いてください。'],
  [/^Use letters, digits, "_", "-" and "\."\.$/, '英数字と "_"、"-"、"." を使ってください。'],
  [/^Give each a name, or an alias, of its own\.$/, 'それぞれに別の名前か alias を付けてください。'],
  [/^Add "command:" with the program to start\.$/, '"command:" に起動するプログラムを書いてください。'],
  [/^Write (.+: .+)\.$/, '"$1" の形で書いてください。'],
  [/^Correct the value\.$/, '値を直してください。'],
  [/^Correct "(.+)" to "(.+)"\.$/, '「$1」を「$2」に直してください。'],
  [
    /^Add "litellm_params:" with at least "model:"\.$/,
    '"litellm_params:" を追加し、少なくとも "model:" を書いてください。',
  ],
  [/^Add "(.+)"\.$/, '"$1" を追加してください。'],
  [/^Define it under credential_list\.$/, 'credential_list に定義してください。'],
  [
    /^Indent with spaces; YAML does not allow tabs\.$/,
    '字下げは空白で書いてください(YAML ではタブを使えません)。',
  ],
  [
    /^Check the indentation, quotes and brackets of that line and the one before it\.$/,
    'その行と前の行の字下げ、引用符、括弧を確認してください。',
  ],
  [
    /^It must start with sections such as (".+") or (".+")\.$/,
    '$1 や $2 のようなセクションで始まる必要があります。',
  ],
  [/^Remove that entry from "include"\.$/, 'include からその項目を消してください。'],
  [
    /^Looked for (.+); check the path given with -c or in CONFIG_FILE\.$/,
    '探した場所は $1 です。-c か CONFIG_FILE のパスを確認してください。',
  ],
  [/^Name the YAML file inside it\.$/, 'その中の YAML ファイルを指定してください。'],
  [/^Give this user the right to read (.+)\.$/, '$1 の読み取り権限をこのユーザーに与えてください。'],
]
