export const comments = {
  comments: {
    title: 'コメント',
    count_other: 'コメント {{count}}件',
    text: 'コメント',
    placeholder: 'コメントを書く…（Markdownが使えます。@でメンバーにメンション）',
    members: 'メンションできるメンバー',
    send: 'コメントする',
    save: '保存',
    edit: 'コメントを編集',
    edited: '編集済み',
    delete: 'コメントを削除',
    deleteTitle: 'このコメントを削除しますか？',
    deleteAction: 'コメントを削除',
    deleteText: '元に戻すことはできません。',
    nobody: 'API経由',
    none: 'コメントはありません。',
  },
} as const
