/** The sentences of what somebody says, without code, headings and addresses. */

export function sentencesOf(text: string): string[] {
  const prose = text
    .replace(/```[\s\S]*?(?:```|$)/g, '\n')
    .replace(/^#.*$/gm, '\n')
    .replace(/https?:\/\/\S+/g, ' ')
  return prose
    .split(/(?<=[.!?؟])\s+|(?<=[。？！])|\n+/)
    .map(sentence => sentence.replace(/^(?:[\s>*-]|\d+[.)])+|[\s*]+$/g, ''))
    .filter(sentence => sentence.length > 2)
}

export const isQuestion = (sentence: string) => /[?？؟]["”’)*\s]*$/.test(sentence)
