export { keepSecret } from './keep-secret.ts'
export { deleteSecret, findSealed } from './store.ts'
export { openVault } from './vault.ts'
