export const mentions = {
  mentions: {
    title: 'メンション',
    unread_other: 'メンション: 未読 {{count}}件',
    isUnread: '未読',
    markAllRead: 'すべて既読にする',
    news: '{{name}}さんからメンションされました',
    newsOfApi: 'API経由のコメントでメンションされました',
    open: 'コメントを開く',
  },
} as const
