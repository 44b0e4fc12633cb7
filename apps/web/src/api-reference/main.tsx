import { createRoot } from 'react-dom/client'
import { startLanguage } from '../lib/language.ts'
import '@fastify/swagger-ui/static/swagger-ui.css'
import '../styles.css'
import './api-reference.css'
import { ApiReferencePage } from './api-reference-page.tsx'

await startLanguage()

const root = document.getElementById('root')
if (root) createRoot(root).render(<ApiReferencePage />)
