/** The chosen look, kept between visits; public/theme.js sets it before the first paint. */
export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const KEY = 'paas.theme'

export function currentTheme(): Theme {
  const said = localStorage.getItem(KEY)
  return said === 'light' || said === 'dark' ? said : 'system'
}

export function changeTheme(theme: Theme): void {
  if (theme === 'system') {
    localStorage.removeItem(KEY)
    delete document.documentElement.dataset['theme']
    return
  }
  localStorage.setItem(KEY, theme)
  document.documentElement.dataset['theme'] = theme
}
