import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { documentIn, pages } from './document.ts'

const root = join(import.meta.dirname, '../../..')
for (const language of ['en', 'ja'] as const) {
  await writeFile(join(root, pages[language]), documentIn(language))
}
