/** Builds the dashboard into web/dist; `vite` alone serves it for development, with the API of a running `paas start`. */
import { fileURLToPath } from 'node:url'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig, type Plugin } from 'vite'
import { headersFile } from '../src/http/page-headers.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const api = process.env.PAAS_API ?? 'http://127.0.0.1:3000'

/** What every page stands on: in one file, because all of it is in the first load anyway. */
const FRAME =
  /web\/src\/(api|live|frame\/(?!Help|PersonMenu)|texts\/(?!id)|tour\/tour\.|ui\/(?!Markdown|Spans|markdown|Field|Confirm|More|Dialog|CopyButton|copy-text|PageHead))/

// A build is what people get, also where a test runner (NODE_ENV=test) asks for it: without Svelte's development checks.
if (process.argv.includes('build')) process.env.NODE_ENV = 'production'

/** What Cloudflare sends with each static asset. */
const headers: Plugin = {
  name: 'headers',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: '_headers', source: headersFile() })
  },
}

export default defineConfig({
  root: here('.'),
  plugins: [tailwindcss(), svelte({ configFile: here('svelte.config.js') }), headers],
  build: {
    outDir: here('dist'),
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'svelte', test: /node_modules\/(svelte|esm-env|clsx)\// },
            { name: 'frame', test: FRAME },
          ],
        },
      },
    },
  },
  worker: { format: 'es' },
  server: { proxy: { '/api': { target: api, ws: true } }, fs: { allow: [here('..')] } },
})
