import { fileURLToPath } from 'node:url'
import { cloudflareTest } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'

/** Of the workspaces that are tested on workerd: 32 bytes, of no other use. */
const PAAS_KEY = 'dGhlIGtleSBvZiB0ZXN0cywgb2Ygbm8gb3RoZXIgdXM='
const PAAS_SIGN_IN_SECRET = 'a secret of the tests, long enough for a key, of no other use'
/** Files that the dashboard's build takes over as they are. */
const PUBLIC = fileURLToPath(new URL('web/public', import.meta.url))
const slow = { testTimeout: 240_000, hookTimeout: 240_000 }

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          include: ['{src,bench}/**/*.test.ts', 'test/{contract,walls,cli,crash,security}/**/*.test.ts'],
          ...slow,
        },
      },
      {
        plugins: [
          cloudflareTest({
            wrangler: { configPath: './wrangler.jsonc' },
            miniflare: {
              bindings: { PAAS_KEY, PAAS_SIGN_IN_SECRET },
              r2Buckets: ['TEST_BUCKET'],
              serviceBindings: { PUBLIC_FILES: { disk: { path: PUBLIC } } },
            },
          }),
        ],
        test: { name: 'workers', include: ['test/workers/**/*.test.ts'], ...slow },
      },
      {
        test: {
          name: 'browser',
          environment: 'node',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/support/chromium.setup.ts'],
          ...slow,
        },
      },
    ],
  },
})
