import { buildOpenApiDocument, buildPostmanCollection } from '@kansoku/contracts'
import type { Door } from '../../context.ts'

/** The description of the public API, for people and for generators of clients. It holds nothing of a project. */
export const openApiDoor: Door = (context) => async (app) => {
  const { version, basePath } = context.config
  let json: ReturnType<typeof buildOpenApiDocument> | undefined
  let yaml: string | undefined
  const document = () => {
    json ??= buildOpenApiDocument({ version, basePath })
    return json
  }
  app.get('/openapi.json', async () => document())
  app.get('/generated/api/openapi.yml', async (_request, reply) => {
    yaml ??= await asYaml(document())
    return reply.type('application/yaml').send(yaml)
  })
  app.get('/generated/postman/collection.json', async ({ protocol, host }) =>
    buildPostmanCollection(document(), { baseUrl: `${protocol}://${host}${basePath}` }),
  )
}

/** Loaded when somebody asks: seventy files, for which no start has to wait. */
async function asYaml(document: object): Promise<string> {
  const { stringify } = await import('yaml')
  return stringify(document, { aliasDuplicateObjects: false })
}
