/** The texts in the language of this visit. Chosen once, before the first paint; changing it loads the page anew. */
import { en, type Texts } from './en.ts'

export const LANGUAGES = { en: 'English', id: 'Bahasa Indonesia' } as const
export type Language = keyof typeof LANGUAGES

const KEY = 'paas.language'

/** Live binding: what reads it after `chooseLanguage` reads the chosen language. */
export let t: Texts = en
export let language: Language = 'en'
/** For times and numbers: the browser's own habits where they are of this language (`en-GB`), else the language's. */
export let locale = 'en'

function wanted(): Language {
  const said = localStorage.getItem(KEY)
  if (said === 'en' || said === 'id') return said
  return navigator.languages.some(tag => tag === 'id' || tag.startsWith('id-')) && !navigator.language.startsWith('en')
    ? 'id'
    : 'en'
}

export async function chooseLanguage(): Promise<void> {
  language = wanted()
  if (language === 'id') t = (await import('./id.ts')).id
  document.documentElement.lang = language
  locale = navigator.languages.find(tag => tag.startsWith(language) && isLocale(tag)) ?? language
}

/** Some systems tell the browser tags that Intl throws at: `en-US@posix`. */
function isLocale(tag: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag).length > 0
  } catch {
    return false
  }
}

export function changeLanguage(to: Language): void {
  localStorage.setItem(KEY, to)
  location.reload()
}
