import type { IncidentRecord } from '../core/record/record.ts';
import { renderBlocks, withGenerated } from '../core/record/render.ts';
import type { Block, PlannedFile, Report } from '../core/report.ts';
import { UserError, type World } from '../world/world.ts';
import type { Command, Request } from './command.ts';
import { findRecord, idOf } from './edit-record.ts';
import { noRecordsNotes } from './no-records.ts';
import { readRecords } from './read-records.ts';
import { openRepository, startReport } from './repository.ts';

export const command: Command = {
  arguments: [
    {
      name: 'ID',
      about: 'incidents; with --write default all that have generated blocks',
      isOptional: true,
      isMany: true,
    },
  ],
  options: [
    { name: 'write', about: 'keep the blocks in the file, between marker comments' },
    { name: 'dry-run', about: 'with --write: write nothing' },
  ],
  examples: [
    ['pir render 2026-11-20-checkout-500s', 'impact, causes and actions laid out from the facts'],
    ['pir render --write', 'refresh every generated block, for people who read the files on the forge'],
  ],
  about:
    'A fact is typed once, in the frontmatter; these are the tables made of it. A block that differs from its facts is a finding of pir check.',
  run,
};

async function run(request: Request, world: World): Promise<Report> {
  const repository = openRepository(request, world);
  const ids = request.manyArguments('ID');
  const isWrite = request.isOn('write');
  if (ids.length === 0 && !isWrite)
    throw new UserError(
      'Unexpected end of the command line, expected ID',
      'Name incidents, or say --write to refresh all generated blocks.',
    );
  const { records: all, notes } =
    ids.length === 0 ? await readRecords(['incident'], repository) : { records: [], notes: [] };
  const records =
    ids.length === 0
      ? all.filter(({ text }) => text.includes('<!-- pir:begin'))
      : ids.map((id) => findRecord(['incident'], id, repository) as IncidentRecord);
  const files = isWrite
    ? records.map((record): PlannedFile => {
        const text = withGenerated(record, repository.config);
        return {
          absolutePath: world.files.join(repository.root.top, record.path),
          path: record.path,
          action: text === record.text ? 'keep' : 'update',
          text,
          before: record.text,
        };
      })
    : [];
  return {
    ...startReport('render', repository, request),
    files,
    notes: ids.length === 0 ? [...notes, ...nothingNotes(all, records)] : notes,
    ...(isWrite ? {} : { page: records.flatMap((record) => pageOf(record, repository.config)) }),
    summary: { errors: 0, warnings: 0, records: records.length },
  };
}

function pageOf(record: IncidentRecord, config: Parameters<typeof renderBlocks>[1]): Block[] {
  const blocks = renderBlocks(record, config);
  if (blocks.length === 0) return [{ block: 'text', text: `${idOf(record)} has no facts to lay out yet.` }];
  return blocks.flatMap((block): Block[] => [
    { block: 'heading', level: 2, text: block.section },
    { block: 'code', text: block.text, language: 'markdown' },
  ]);
}

/** Why there was nothing to refresh. */
function nothingNotes(all: readonly IncidentRecord[], records: readonly IncidentRecord[]): string[] {
  if (all.length === 0) return noRecordsNotes('incident', all);
  return records.length > 0 ? [] : ['no incident holds a generated block: pir render ID --write puts them there'];
}
