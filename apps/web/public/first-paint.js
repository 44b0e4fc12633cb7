// Runs before the first paint, so that a chosen theme never flashes in the other one.
try {
  const theme = localStorage.getItem('kansoku.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
  const language = localStorage.getItem('kansoku.language') ?? navigator.language
  document.documentElement.lang = language.startsWith('ja') ? 'ja' : 'en'
  const { session, [document.documentElement.lang]: catalogue } = document.currentScript?.dataset ?? {}
  const load = (attributes) =>
    document.head.append(Object.assign(document.createElement('link'), { crossOrigin: '', ...attributes }))
  if (catalogue) load({ rel: 'modulepreload', href: catalogue })
  // Pages of a project alone begin with it: elsewhere the answer would be kept until somebody has signed in.
  if (session && location.pathname.includes('/project/')) load({ rel: 'preload', as: 'fetch', href: session })
} catch {
  // Storage is closed to this page: the system's theme and the page's language stand.
}
