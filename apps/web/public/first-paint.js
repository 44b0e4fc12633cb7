// Runs before the first paint, so that a chosen theme never flashes in the other one.
try {
  const theme = localStorage.getItem('kansoku.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
  const language = localStorage.getItem('kansoku.language') ?? navigator.language
  document.documentElement.lang = language.startsWith('ja') ? 'ja' : 'en'
  const catalogue = document.currentScript?.dataset[document.documentElement.lang]
  if (catalogue) {
    const link = document.createElement('link')
    document.head.append(Object.assign(link, { rel: 'modulepreload', crossOrigin: '', href: catalogue }))
  }
} catch {
  // Storage is closed to this page: the system's theme and the page's language stand.
}
