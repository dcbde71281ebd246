/** The transcript formats that can be read: one line each. */
import { claudeCode } from './claude-code/importer.ts'
import type { Importer } from './importer.ts'
import { specstory } from './specstory/importer.ts'

export const importers: readonly Importer[] = [
  claudeCode, //
  specstory,
]
