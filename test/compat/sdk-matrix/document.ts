import { type FeatureName, features } from './features.ts'
import { type Generation, generations, type Texts } from './generations.ts'

type Language = keyof Texts

const prose = {
  en: {
    title: '# Langfuse SDKs against Kansoku',
    about: `Each SDK runs as a process of its own against the real server (\`test/compat/sdk-matrix.test.ts\`), shuts down
as its documentation says, and ends; what it has told is then read back over the public API. This page is made from
the table of that test, which fails when the two differ.`,
    howTo: `The JavaScript SDKs run with every \`npm test\`. The Python SDKs run where they are installed, and are skipped
with a line that says so elsewhere; requests that they sent are replayed always (\`packages/ingest/src/replay.test.ts\`).
To install them from PyPI, for which Python 3 is needed:

    npm run python-sdks -w test
    npm test -- test/compat/sdk-matrix

\`KANSOKU_PYTHON_SDKS\` names another folder, with one virtual environment for each of`,
    feature: 'Feature',
    wire: 'Speaks',
    why: '## What is not run, and why',
  },
  ja: {
    title: '# Kansoku で動作を確認した Langfuse SDK',
    about: `各 SDK を独立したプロセスとして実際のサーバーに対して実行します（\`test/compat/sdk-matrix.test.ts\`）。SDK の文書どおりに
シャットダウンして終了したあと、送られた内容を公開 API から読み戻して確かめます。このページはテストの表から作られ、
両者が食い違うとテストが失敗します。`,
    howTo: `JavaScript の SDK は \`npm test\` のたびに実行されます。Python の SDK はインストール済みの環境でだけ実行され、
それ以外ではその旨を表示してスキップします。記録済みのリクエストの再生は常に行われます
（\`packages/ingest/src/replay.test.ts\`）。PyPI からインストールするには Python 3 が必要です。

    npm run python-sdks -w test
    npm test -- test/compat/sdk-matrix

別のフォルダーを使うには \`KANSOKU_PYTHON_SDKS\` で指定します。その中に次の名前の仮想環境を置きます:`,
    feature: '機能',
    wire: 'プロトコル',
    why: '## 実行していないものと理由',
  },
} as const

export const pages = {
  en: 'docs/sdk-compatibility.md',
  ja: 'docs/sdk-compatibility.ja.md',
} as const satisfies Record<Language, string>

/** The matrix as a page of the documentation. */
export function documentIn(language: Language): string {
  const { title, about, howTo, feature, wire, why } = prose[language]
  const heads = generations.map(
    ({ language: runtime, packages, version }) => `${runtime} \`${packages}\` ${version}`,
  )
  const row = (first: string, cells: readonly string[]) => `| ${[first, ...cells].join(' | ')} |`
  const python = generations
    .filter((generation) => generation.language === 'Python')
    .map(({ id }) => `\`${id}\``)
  const table = [
    row(feature, heads),
    row(
      '---',
      heads.map(() => '---'),
    ),
    row(
      wire,
      generations.map((generation) => generation.wire),
    ),
    ...names.map((name) =>
      row(
        features[name].title[language],
        generations.map((generation) => mark(generation, name)),
      ),
    ),
  ]
  const end = language === 'ja' ? '。' : '.'
  const parts = [title, about, table.join('\n'), why, reasons(language).join('\n')]
  return `${[...parts, `${howTo} ${python.join(', ')}${end}`].join('\n\n')}\n`
}

const names = Object.keys(features) as FeatureName[]

function mark({ lacks }: Generation, name: FeatureName): string {
  return name in lacks ? '–' : '✓'
}

function reasons(language: Language): string[] {
  const given = generations.flatMap(({ id, lacks }) =>
    Object.entries(lacks).map(([name, why]) => {
      return { id, text: `${features[name as FeatureName].title[language]}: ${why[language]}` }
    }),
  )
  return [...Map.groupBy(given, ({ text }) => text)].map(
    ([text, same]) => `- ${same.map(({ id }) => id).join(', ')}: ${text}`,
  )
}
