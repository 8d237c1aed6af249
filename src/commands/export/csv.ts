import { actionColumns, actionRows } from '../../core/measure/action-rows.ts';
import { followUpsOf } from '../../core/measure/corrective-action.ts';
import { incidentColumns } from '../../core/measure/incident-rows.ts';
import { acknowledgementColumns, acknowledgementRows } from '../../core/policy/acknowledgements.ts';
import type { Table } from '../../core/report.ts';
import { riskColumns, riskRows } from '../../core/risk/register.ts';
import { type RegisterName, registerCsv, registerNames } from '../../interop/registers.ts';
import { knownRow } from '../known-incidents.ts';
import type { ExportFormat, Gathered } from './format.ts';

export const csv: ExportFormat = {
  name: 'csv',
  about: 'the registers, for spreadsheets and GRC tools: corrective actions, risks, incidents, acknowledgements',
  hasPeriod: false,
  needsFolder: true,
  write(gathered) {
    const tables = registerTables(gathered);
    return {
      files: registerNames.map((name) => ({ path: `${name}.csv`, data: registerCsv(name, tables[name]) })),
      tables: registerNames.map((name) => tables[name]),
      notes: [],
    };
  },
};

function registerTables(gathered: Gathered): { [name in RegisterName]: Table } {
  const { facts, records, told, policies, acknowledgements, repository } = gathered;
  const { config, people, clock, zone, asOf } = repository;
  const today = zone.dayOf(asOf);
  const actions = { config, people, clock, today, told: told?.of, followUps: followUpsOf(records) };
  const table = (name: string, columns: Table['columns'], rows: Table['rows']): Table => ({
    name,
    title: `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    columns,
    rows,
  });
  return {
    'corrective-actions': table('actions', actionColumns, [...actionRows(records, actions)]),
    risks: table('risks', riskColumns, riskRows(facts.risks, { config, clock, today, records })),
    incidents: table(
      'incidents',
      incidentColumns,
      facts.incidents.map(({ record }) => knownRow(record, clock)),
    ),
    acknowledgements: table(
      'acknowledgements',
      acknowledgementColumns,
      acknowledgementRows(acknowledgements, policies, people, today),
    ),
  };
}
