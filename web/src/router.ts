/**
 * Which page stands at which address. Only the overview is in the first load. No page may itself contain `() => import(…)`:
 * the router takes it for one that is to be loaded (sv-router reads the function's text).
 */
import { createRouter } from 'sv-router'
import { bindAddress } from './frame/address.ts'
import Overview from './pages/overview/Overview.svelte'
import { tellFailure } from './ui/toasts.svelte.ts'

const { navigate, route } = createRouter({
  '/': Overview,
  '/accounts': () => import('./pages/accounts/Accounts.svelte'),
  '/accounts/:id': () => import('./pages/accounts/Account.svelte'),
  '/projects': () => import('./pages/projects/Projects.svelte'),
  '/projects/:id': () => import('./pages/projects/Project.svelte'),
  '/sessions': () => import('./pages/sessions/Sessions.svelte'),
  '/sessions/:id': () => import('./pages/sessions/Session.svelte'),
  '/import': () => import('./pages/import/Import.svelte'),
  '/search': () => import('./pages/search/Search.svelte'),
  '/knowledge': () => import('./pages/knowledge/Knowledge.svelte'),
  '/handoffs': () => import('./pages/handoffs/Handoffs.svelte'),
  '/pool': () => import('./pages/pool/Pool.svelte'),
  '/alerts': () => import('./pages/alerts/Alerts.svelte'),
  '/activity': () => import('./pages/activity/Activity.svelte'),
  '/sign-in': () => import('./pages/sign-in/SignIn.svelte'),
  '/reset-password': () => import('./pages/sign-in/ResetPassword.svelte'),
  '/join': () => import('./pages/join/Join.svelte'),
  '/people': () => import('./pages/people/People.svelte'),
  '/me': () => import('./pages/me/Me.svelte'),
  '/api-docs': () => import('./pages/api-docs/ApiDocs.svelte'),
  '*notfound': () => import('./pages/NotFound.svelte'),
  hooks: { onError: error => tellFailure(error) },
})

bindAddress(route, path => void navigate(path as '/'))
