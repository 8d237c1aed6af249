import { calendar } from './calendar.ts';
import { csv } from './csv.ts';
import type { ExportFormat } from './format.ts';
import { jsonl } from './jsonl.ts';
import { openMetrics } from './open-metrics.ts';
import { oscalPoam } from './oscal-poam.ts';
import { parquet } from './parquet.ts';

/** Every format; the order is that of the help. One more: its file, its line here. */
export const exportFormats: readonly ExportFormat[] = [csv, jsonl, oscalPoam, openMetrics, calendar, parquet];
