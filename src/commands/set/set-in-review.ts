import { isAwaited, missingParts } from '../../core/check/facts/management-review.ts';
import type { Edit } from '../../core/record/edit.ts';
import { each, type ManagementReviewRecord } from '../../core/record/record.ts';
import type { ManagementReview } from '../../core/record/shapes.ts';
import type { Report } from '../../core/report.ts';
import { UserError, type World } from '../../world/world.ts';
import type { Request } from '../command.ts';
import { changeRecord, dayOf, idOf, writerOf } from '../edit-record.ts';
import type { Repository } from '../repository.ts';
import { valueFor } from './value-for.ts';

const verbs: { readonly [field: string]: string } = {
  schema: 'nothing: it names the shape of the file',
  id: 'nothing: an id is never changed',
  decisions: 'pir action add, assign, start, defer, done, verify, reopen, cancel or accept',
};

/** Sets a fact of a management review: what people add to a record that `pir report --record` prepared. */
export function setInReview(
  request: Request,
  record: ManagementReviewRecord,
  repository: Repository,
  world: World,
): Promise<Report> {
  const field = (request.argument('FIELD') ?? '').replace(/^management-review\./, '');
  const said = request.argument('VALUE') ?? '';
  const [top = ''] = field.split('.');
  if (Object.hasOwn(verbs, top))
    throw new UserError(`Unexpected field "${field}", which is not set by hand`, `Use ${verbs[top]}.`);
  const id = idOf(record);
  const [edit, after] = editOf(field, said, record, request, repository, world);
  const who = request.text('by') === undefined ? '' : `, by ${writerOf(request, repository, world)}`;
  return changeRecord(request, repository, world, {
    command: 'set',
    record,
    edits: [edit],
    gate: 'edit',
    did: `${id}: set ${field}${who}`,
    next: nextOf(id, after),
  });
}

/** The edit, and the review as it is after it, as far as its parts go. */
function editOf(
  field: string,
  said: string,
  { data }: ManagementReviewRecord,
  request: Request,
  repository: Repository,
  world: World,
): readonly [Edit, ManagementReview] {
  const item = /^inputs\.(9\.3\.2[a-g])$/.exec(field)?.[1] as NonNullable<ManagementReview['inputs']>[number]['item'];
  if (item !== undefined) return [inputEdit(item, said, data), data];
  const pointer = `/${field.split('.').join('/')}`;
  const value = valueFor(said, 'management-review', pointer, {
    on: dayOf(request, repository),
    by: () => writerOf(request, repository, world),
  });
  return [{ edit: 'set', pointer, value }, { ...data, [field]: value } as ManagementReview];
}

/** Where an input that somebody brought came from: in the place of "to be supplied", else beside the others. */
function inputEdit(item: string | undefined, source: string, { inputs }: ManagementReview): Edit {
  const awaited = [...each(inputs)].find(([, input]) => input.item === item && isAwaited(input.source));
  if (awaited !== undefined) return { edit: 'set', pointer: `/inputs/${awaited[0]}/source`, value: source };
  return { edit: 'append', pointer: '/inputs', value: { item, source } };
}

/** What a review that is called held still lacks: `pir check` will say so. */
function nextOf(id: string, after: ManagementReview): string[] {
  if (after.status !== 'held' && after.status !== 'closed') return [];
  const missing = missingParts(after);
  const awaited = [...each(after.inputs)].filter(([, { source }]) => isAwaited(source));
  return [
    ...(missing.length === 0 ? [] : [`${id} is ${after.status}, and lacks: ${missing.join(', ')}`]),
    ...(awaited.length === 0
      ? []
      : [
          `To be supplied: ${[...new Set(awaited.map(([, { item }]) => item))].join(', ')}. pir set ${id} inputs.${awaited[0]?.[1].item} "minutes of …"`,
        ]),
  ];
}
