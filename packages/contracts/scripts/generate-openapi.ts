import { writeFile } from 'node:fs/promises'
import { buildOpenApiDocument, buildPostmanCollection } from '../src/index.ts'

// The committed documents show in a diff what a change of a contract means to clients.
const document = buildOpenApiDocument({ version: '0' })
await write('openapi.json', document)
await write('postman-collection.json', buildPostmanCollection(document, { baseUrl: 'http://localhost:3000' }))

async function write(name: string, content: object): Promise<void> {
  const file = new URL(`../generated/${name}`, import.meta.url)
  await writeFile(file, `${JSON.stringify(content, null, 2)}\n`)
}
