import type { PlannedFile, Report } from '../../core/report.ts';
import { levelOf, scoreWords } from '../../core/risk/level.ts';
import { effectOf } from '../../core/risk/scores.ts';
import { addMonths } from '../../core/time.ts';
import { UserError, type World } from '../../world/world.ts';
import { changeRecords } from '../change-records.ts';
import type { Command, Request } from '../command.ts';
import { dayOf, writeOptions, writerOf } from '../edit-record.ts';
import { askToWrite } from '../new/ask.ts';
import { openRepository } from '../repository.ts';
import { askRisk } from './ask-risk.ts';
import { missingFlags, readDraft, type WholeDraft } from './draft-risk.ts';
import { incidentOf, linkEdits } from './link-incident.ts';
import { idIn, planRisk } from './plan-risk.ts';
import { treatments } from './treatments.ts';

export const command: Command = {
  arguments: [{ name: 'TITLE', about: 'what may happen, in one line', isOptional: true }],
  options: [
    { name: 'category', value: 'C', about: 'what it comes from: area/detail of the taxonomy' },
    { name: 'owner', value: 'O', about: 'who answers for it: a handle (@name) or an e-mail' },
    { name: 'likelihood', value: 'N', about: 'how likely it is, from 1 to the scale of the config' },
    { name: 'impact', value: 'N', about: 'how bad it would be, from 1 to the scale of the config' },
    { name: 'treatment', value: 'T', about: 'what is done about it', choices: Object.keys(treatments) },
    { name: 'reason', value: 'R', about: 'why it is as likely and as bad as that' },
    { name: 'review-by', value: 'D', about: 'the day by which to look at it again; default in a year' },
    { name: 'target', value: 'LxI', about: 'the likelihood and impact to reach, as 1x4' },
    { name: 'control', value: 'C', about: 'a control against it, as iso27001:A.8.32; may be repeated', isMany: true },
    { name: 'incident', value: 'ID', about: 'the incident that showed it; it gets the link too' },
    ...writeOptions,
  ],
  examples: [
    ['pir risk new', 'asks, on a terminal'],
    [
      'pir risk new "Changes made by hand bypass review" --category process/change-management --owner @carol --likelihood 2 --impact 4 --treatment mitigate --reason "yearly review" --target 1x4',
      'all that a risk needs; the id is the next free one',
    ],
  ],
  about:
    'The file is made from the template risk.md, or from .pir/templates/risk.md where there is one. Two people who make one at the same time get two ids.',
  run,
};

async function run(request: Request, world: World): Promise<Report> {
  const repository = openRepository(request, world);
  if (request.isOn('commit') && !repository.root.isGit)
    throw new UserError('Unexpected --commit outside a git repository', 'Run git init first, or leave it out.');
  const given = readDraft(request, repository);
  const missing = missingFlags(given);
  if (missing.length > 0 && !request.mayAsk)
    throw new UserError(
      `Unexpected end of the command line, expected ${missing.join(', ')}`,
      `On a terminal, pir risk new asks. The scale is 1 to ${repository.config.risk.scale}; treatments: ${Object.keys(treatments).join(', ')}.`,
    );
  const [by, on] = [writerOf(request, repository, world), dayOf(request, repository)];
  const incident = incidentOf(request, on, repository);
  const draft = (missing.length > 0 ? await askRisk(given, repository, world) : given) as WholeDraft;
  const { title, category, owner, treatment, likelihood, impact, reason, controls, target } = draft;
  const named = incident?.data.id;
  const assessment = { on, by, likelihood, impact, ...(named !== undefined && { incident: named }), reason };
  const planned = planRisk(
    {
      ...{ title, category, owner, treatment },
      ...(controls && { controls }),
      assessments: [assessment],
      ...(target && { target }),
      review_by: draft.reviewBy ?? addMonths(on, 12),
    },
    repository,
    world,
  );
  // The incident names the id: with another one it would be another text.
  const { next: _, ...fixed } = planned;
  const file: PlannedFile = incident === undefined ? planned : fixed;
  const id = idIn(file);
  const link = incident && { record: incident, edits: linkEdits(incident, id, effectOf(undefined, { score: 0 })) };
  const report = await changeRecords(request, repository, world, {
    command: 'risk new',
    changes: link === undefined ? [] : [{ ...link, gate: 'edit' }],
    made: { file, kind: 'risk', mayLeave: ['risk-plan'] },
    tables: [],
    notes: [],
    did: `record a risk: ${title}, ${scoreWords(draft)} ${levelOf(likelihood, impact, repository.config).level}`,
  });
  if (report.failed) return report;
  if (request.isDryRun) return { ...report, page: [{ block: 'code', text: file.text, language: 'markdown' }] };
  const isOpened = missing.length > 0 && (await askToWrite(file, world));
  return {
    ...report,
    ...(isOpened && { edit: true }),
    next: ([written = file]) => nextSteps(idIn(written), draft),
  };
}

function nextSteps(id: string, { treatment }: WholeDraft): string[] {
  if (treatment === 'accept')
    return [`Say who bears it until when: pir risk treat ${id} --accept-until D --reason "…" --by @handle`];
  return [
    `Its plan: pir action add ${id} --title "…" --owner @handle --kind prevent`,
    `or actions that stand elsewhere: pir risk treat ${id} --action RECORD/A1`,
  ];
}
