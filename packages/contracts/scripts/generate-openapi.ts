import { writeFile } from 'node:fs/promises'
import { buildOpenApiDocument } from '../src/index.ts'

// The committed document shows in a diff what a change of a contract means to clients.
const document = buildOpenApiDocument({ version: '0' })
const folder = new URL('../generated/', import.meta.url)
await writeFile(new URL('openapi.json', folder), `${JSON.stringify(document, null, 2)}\n`)
