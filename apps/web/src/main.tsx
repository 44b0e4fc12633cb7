import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { z } from 'zod'
import { App } from './app/app.tsx'
import { startLanguage } from './lib/language.ts'
import './styles.css'

// Compiled validators need `eval`, which a content security policy forbids.
z.config({ jitless: true })

await startLanguage()

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}
