export const table = {
  table: {
    columns: '列',
    move: '「{{name}}」を移動',
    moveHint: 'ドラッグ、または上下の矢印キーで移動します',
    moved: '「{{name}}」を{{total}}列中{{place}}番目に移動しました',
    pin: '「{{name}}」を左端に固定',
    reset: '初期設定に戻す',
    chart: '一覧の上のグラフ',
    bar: '{{time}}: {{rows}}件（うちエラー{{errors}}件）',
    highest: '最大 {{rows}}件',
    time: '時刻',
    rows: '件数',
    errors: 'エラー',
    rowHeight: { label: '行の高さ', compact: '低い', comfortable: '標準', tall: '高い' },
  },
} as const
