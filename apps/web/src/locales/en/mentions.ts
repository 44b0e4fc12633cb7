export const mentions = {
  mentions: {
    title: 'Mentions',
    unread_one: 'Mentions: {{count}} unread',
    unread_other: 'Mentions: {{count}} unread',
    isUnread: 'unread',
    markAllRead: 'Mark all as read',
    news: '{{name}} mentioned you',
    newsOfApi: 'You were mentioned through the API',
    open: 'Open comment',
  },
} as const
