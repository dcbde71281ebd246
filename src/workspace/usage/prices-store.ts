/** The price table that counts: what is shipped, and over it what a person has fetched since. */
import { mergeTables, type PriceTable } from '../../core/prices/price-table.ts'
import { shippedPrices } from '../../core/prices/shipped.generated.ts'
import type { Sql } from '../../platform/sql.ts'

export function readPriceTable(sql: Sql): PriceTable {
  const row = sql.get<{ dated: string; source: string; models: string }>(
    'SELECT dated, source, models FROM price_table WHERE id = 1',
  )
  return row ? mergeTables(shippedPrices, { ...row, models: JSON.parse(row.models) }) : shippedPrices
}

export function keepPriceTable(sql: Sql, { dated, source, models }: PriceTable): void {
  sql.run(
    'INSERT INTO price_table (id, dated, source, models) VALUES (1, ?1, ?2, ?3) ON CONFLICT DO UPDATE SET dated = ?1, source = ?2, models = ?3',
    dated,
    source,
    JSON.stringify(models),
  )
}
