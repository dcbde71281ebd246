export { LATEST_VERSION, migrate } from './migrate.ts'
