// Sets the chosen theme before the first paint. An own file, because the page's policy allows no inline script.
try {
  const theme = localStorage.getItem('paas.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {}
