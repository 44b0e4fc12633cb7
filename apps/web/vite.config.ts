import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const api = { target: process.env.KANSOKU_SERVER_URL ?? 'http://127.0.0.1:3000', changeOrigin: false }

export default defineConfig({
  plugins: [react(), tailwindcss()],
  server: { host: '127.0.0.1', port: 5173, proxy: { '/api': api } },
  build: {
    target: ['chrome125', 'edge125', 'firefox128', 'safari17.5'],
    sourcemap: false,
    // Everything stays a file of the same origin: a content security policy then needs no data: URLs.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 600,
  },
})
