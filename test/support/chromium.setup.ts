import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'
import { chromiumPath } from './chromium.ts'

declare module 'vitest' {
  interface ProvidedContext {
    chromePath: string
  }
}

/** Builds the dashboard as people get it, and unpacks the browser. */
export default async function setup(project: TestProject): Promise<void> {
  const vite = fileURLToPath(new URL('../../node_modules/vite/bin/vite.js', import.meta.url))
  const config = fileURLToPath(new URL('../../web/vite.config.ts', import.meta.url))
  execFileSync(process.execPath, [vite, 'build', '--config', config, '--logLevel', 'warn'], { stdio: 'inherit' })
  project.provide('chromePath', await chromiumPath())
}
