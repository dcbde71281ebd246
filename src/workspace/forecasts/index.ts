export { forecastAccount, type WindowForecast } from './forecast-account.ts'
export { forecastPool } from './forecast-pool.ts'
