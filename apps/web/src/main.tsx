import './lib/validators.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { loadOpenedPage } from './app/load-opened-page.ts'
import { router } from './app/router.tsx'
import { startLanguage } from './lib/language.ts'
import './styles.css'

loadOpenedPage(router)
await startLanguage()

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}
