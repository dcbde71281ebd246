/** Parts what was asked from the instructions that a template puts around it. */
import { outputOf } from './observation.ts'

const FRAMES = [
  /\bISSUE:\n([\s\S]+?)\n+INSTRUCTIONS:\n/,
  /<pr_description>\n?([\s\S]+?)\n?<\/pr_description>/,
  /<issue>\n?([\s\S]+?)\n?<\/issue>/,
]

/** `around` is empty where no template is known: then the task is all of it. */
export function taskOf(text: string): { task: string; around: string } {
  const clean = outputOf(text)
  for (const frame of FRAMES) {
    const found = frame.exec(clean)
    if (!found?.[1]) continue
    const around = `${clean.slice(0, found.index)}…${clean.slice(found.index + found[0].length)}`
    return { task: found[1].trim(), around: around.trim() }
  }
  return { task: clean, around: '' }
}
