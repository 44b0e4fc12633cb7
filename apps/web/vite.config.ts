import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { languages } from './src/lib/languages.ts'

const api = { target: process.env.KANSOKU_SERVER_URL ?? 'http://127.0.0.1:3000', changeOrigin: false }

/** Writes each text file once more as `.br` and `.gz`, which the server sends as they are. */
function precompress(): Plugin {
  const brotli = promisify(brotliCompress)
  const zip = promisify(gzip)
  return {
    name: 'precompress',
    apply: 'build',
    async writeBundle({ dir = '' }) {
      for (const entry of await readdir(dir, { recursive: true })) {
        if (!/\.(js|css|svg)$/.test(entry)) continue
        const content = await readFile(join(dir, entry))
        const params = {
          [constants.BROTLI_PARAM_QUALITY]: 9,
          [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
        }
        await writeFile(join(dir, `${entry}.br`), await brotli(content, { params }))
        await writeFile(join(dir, `${entry}.gz`), await zip(content, { level: 9 }))
      }
    },
  }
}

/**
 * What every page of a project needs beside its first script is on its way before that has run: the shell by links, session
 * and catalogue by `first-paint.js`, which knows the address and the language.
 */
function loadEarly(): Plugin {
  return {
    name: 'load-early',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {}, path }) {
        if (path !== '/index.html') return html
        const fileOf = (name: string) => {
          const chunk = Object.values(bundle).find((file) => file.type === 'chunk' && file.name === name)
          if (!chunk) throw new Error(`There is no script called ${name} to load early.`)
          return `./${chunk.fileName}`
        }
        const link = (attrs: Record<string, string>) => ({
          tag: 'link',
          attrs: { crossorigin: '', ...attrs },
          injectTo: 'head' as const,
        })
        return {
          html: html.replace(
            'src="./first-paint.js"',
            `$& data-session="./api/app/session" ${languages.map((name) => `data-${name}="${fileOf(name)}"`).join(' ')}`,
          ),
          tags: ['shell', 'shared'].map((name) => link({ rel: 'modulepreload', href: fileOf(name) })),
        }
      },
    },
  }
}

export default defineConfig({
  // The server puts the path prefix that it is told at run time into the pages.
  base: './',
  plugins: [react(), tailwindcss(), loadEarly(), precompress()],
  server: { host: '127.0.0.1', port: 5173, proxy: { '/api': api } },
  build: {
    target: ['chrome125', 'edge125', 'firefox128', 'safari17.5'],
    sourcemap: false,
    rolldownOptions: {
      input: ['index.html', 'api-reference.html'],
      output: {
        // A page is to need a dozen files, not a hundred: browsers ask for six at a time, and data waits behind scripts.
        codeSplitting: {
          groups: [
            {
              name: 'first',
              tags: ['$initial'],
              test: /^(?!.*(\.html|\/main\.tsx|api-reference|swagger-ui))/,
              priority: 3,
            },
            { name: 'shell', test: /app\/project-layout\.tsx$/, priority: 2 },
            // The module left out begins to load the chart library.
            { name: 'shared', minShareCount: 6, test: /^(?!.*\/lazy-charts\.tsx$)/, priority: 1 },
          ],
        },
      },
    },
    // Everything stays a file of the same origin: a content security policy then needs no data: URLs.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
})
