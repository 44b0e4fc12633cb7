export const scores = {
  scores: {
    add: 'スコアを付ける',
    edit: 'スコアを編集',
    editOf: 'スコア「{{name}}」を編集',
    deleteOf: 'スコア「{{name}}」を削除',
    deleteTitle: 'このスコアを削除しますか？',
    deleteAction: 'スコアを削除',
    config: 'スコア',
    free: '別の名前で付ける…',
    name: '名前',
    type: '種類',
    typeOf: { NUMERIC: '数値', BOOLEAN: '真偽値', CATEGORICAL: 'カテゴリー', TEXT: 'テキスト' },
    value: '値',
    bounds: '（{{min}}〜{{max}}）',
    comment: 'コメント（任意）',
    save: '保存',
  },
} as const
