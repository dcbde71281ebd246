export { forecastAccount } from './forecast-account.ts'
export { forecastPool } from './forecast-pool.ts'
