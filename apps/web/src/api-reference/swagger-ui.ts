// As a file of its own: it is built already, and taking it apart once more would only cost every build time.

import scriptUrl from '@fastify/swagger-ui/static/swagger-ui-bundle.js?url'
import { belowBase } from '../lib/base-path.ts'
import { keepMatching, type TaggedOperations } from './keep-matching.ts'

interface SwaggerUiBundle {
  (options: object): unknown
  readonly presets: { readonly apis: unknown }
}

declare global {
  interface Window {
    SwaggerUIBundle?: SwaggerUiBundle
  }
}

let loaded: Promise<SwaggerUiBundle> | undefined

/** Draws the reference into an element. Rejects when its script cannot be loaded. */
export async function showSwaggerUi(domNode: HTMLElement): Promise<void> {
  loaded ??= loadScript()
  const swaggerUi = await loaded
  swaggerUi({
    domNode,
    url: belowBase('/openapi.json'),
    presets: [swaggerUi.presets.apis],
    plugins: [{ fn: { opsFilter: (all: TaggedOperations, text: string) => keepMatching(all, text) } }],
    layout: 'BaseLayout',
    filter: true,
    deepLinking: true,
    tryItOutEnabled: true,
    displayRequestDuration: true,
    defaultModelsExpandDepth: -1,
    // Else documents of other addresses are sent to a service on the internet.
    validatorUrl: null,
  })
}

function loadScript(): Promise<SwaggerUiBundle> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script')
    script.src = scriptUrl
    script.addEventListener('error', () => reject(new Error('Swagger UI could not be loaded')))
    script.addEventListener('load', () => {
      if (window.SwaggerUIBundle) resolve(window.SwaggerUIBundle)
      else reject(new Error('Swagger UI did not start'))
    })
    document.head.append(script)
  })
}
