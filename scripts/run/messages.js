/** What the start script says: it speaks before the CLI with its own messages is installed. */
const messages = {
  en: {
    oldNode: 'Node {version} is too old to begin with. Install Node 18 or later; the rest follows by itself.',
    noMode:
      'Usage: npm start | npm run demo | npm test | npm run verify | npm run bench | npm run kansoku -- …',
    installing: 'Installing packages (only when they have changed; about two minutes)',
    installed: 'Packages installed',
    building: 'Building the web UI (only when it has changed)',
    built: 'Web UI built',
    waiting: 'Another start is installing; waiting for it',
    failed: 'That failed. The last lines were:',
    hint: 'What to do:',
    network:
      'The package registry could not be reached. Check the network and the proxy (npm config get proxy).',
    rights: 'This folder may not be written by you. Change its owner, or clone into a folder of yours.',
    disk: 'The disk is full. Make room (about 3 GB) and start again.',
    sync: 'package-lock.json does not fit package.json. Take it back with: git checkout package-lock.json',
    integrity: 'A download was damaged. Run "npm cache verify" and start again.',
    again:
      'Start again; what is missing is installed then. If it keeps failing, run "npm ci" to see all of it.',
    interrupted: 'Interrupted. Start again whenever you like; it goes on with what is missing.',
    ended: 'It was ended by the signal {signal}.',
    memory: 'The system ended it, most likely for lack of memory. Close other programs and start again.',
    portBusy:
      'Port {port} is in use by another program ("lsof -nP -iTCP:{port} -sTCP:LISTEN" shows which). End it, or choose another port: npm start -- {flag} {free}',
    noLanguage: '--lang is "{value}"; there are: en, ja.',
    noPinned:
      'The Node of this checkout is missing: npm did not run its install script. Run "npm ci --ignore-scripts=false".',
  },
  ja: {
    oldNode: 'Node {version} は古すぎます。Node 18 以降を入れてください。残りは自動で用意します。',
    noMode:
      '使い方: npm start | npm run demo | npm test | npm run verify | npm run bench | npm run kansoku -- …',
    installing: 'パッケージをインストールしています(変更があったときだけ。2 分ほどかかります)',
    installed: 'パッケージのインストールが完了しました',
    building: '画面をビルドしています(変更があったときだけ)',
    built: '画面のビルドが完了しました',
    waiting: '別の起動がインストール中のため、完了を待っています',
    failed: '失敗しました。出力の末尾:',
    hint: '対処方法:',
    network:
      'パッケージレジストリに接続できません。ネットワークとプロキシ(npm config get proxy)を確認してください。',
    rights: 'このフォルダーに書き込めません。所有者を変えるか、書き込めるフォルダーにクローンしてください。',
    disk: 'ディスクがいっぱいです。3 GB ほど空けてから起動し直してください。',
    sync: 'package-lock.json が package.json と合っていません。git checkout package-lock.json で元に戻してください。',
    integrity: 'ダウンロードしたファイルが壊れています。"npm cache verify" のあと、起動し直してください。',
    again:
      '起動し直すと、足りないものから続けます。繰り返し失敗する場合は "npm ci" で全体の出力を確認してください。',
    interrupted: '中断しました。もう一度起動すると、足りないものから続けます。',
    ended: 'シグナル {signal} で終了しました。',
    memory:
      'システムに終了させられました(おそらくメモリ不足)。ほかのプログラムを閉じて、起動し直してください。',
    portBusy:
      'ポート {port} は別のプログラムが使用中です("lsof -nP -iTCP:{port} -sTCP:LISTEN" で確認できます)。そのプログラムを終了するか、別のポートを指定してください: npm start -- {flag} {free}',
    noLanguage: '--lang の値は "{value}" です。使える言語: en, ja',
    noPinned:
      'このチェックアウト用の Node がありません(npm がインストールスクリプトを実行しませんでした)。"npm ci --ignore-scripts=false" を実行してください。',
  },
}

/** `--lang` as it was given, if it was. */
export function askedLanguage() {
  return process.argv.join(' ').match(/\s--lang[= ](\S+)/)?.[1]
}

export function isKnownLanguage(locale) {
  return /^(en|ja)([_.-]|$)/i.test(locale)
}

export function text(key, values = {}) {
  const asked = askedLanguage() || ''
  const { LC_ALL, LC_MESSAGES, LANG } = process.env
  const locale = isKnownLanguage(asked) ? asked : LC_ALL || LC_MESSAGES || LANG || ''
  const sentence = messages[/^ja([_.-]|$)/i.test(locale) ? 'ja' : 'en'][key]
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole))
}
