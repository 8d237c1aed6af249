import { attest, isClaim } from '../../history/attestation.ts';
import { flagsOf } from '../../history/flags.ts';
import { instant } from '../fact-incident.ts';
import { type FactTable, needed, optional } from '../fact-table.ts';

export const events: FactTable = {
  name: 'events',
  about:
    'One row a fact that changed on the main line of git, as pir log tells it; none without history. Its day is that on which it took effect.',
  columns: [
    ...needed(
      ['merged_at', 'instant', 'When it came onto the main line: a fact holds from then on.'],
      ['written_at', 'instant', 'When it was written, as the commit says.'],
      ['record', 'text', 'The id of the record; of an acknowledgement, that of its policy.'],
      ['record_kind', 'text', 'incident, risk, policy, acknowledgement or management-review.'],
      ['kind', 'text', 'What sort of change it is.'],
    ),
    ...optional(
      ['action', 'text', 'The id of the action, of what is about one.'],
      ['field', 'text', 'Which fact.'],
      ['before', 'text', 'What it was.'],
      ['after', 'text', 'What it is from then on.'],
    ),
    ...needed(
      ['commit', 'text', 'The commit that brought it.'],
      ['merge', 'text', 'The commit that put it on the main line; the same one unless it is a merge.'],
      ['author', 'text', 'Who wrote it, as the commit says.'],
      ['author_email', 'text', 'The address of that.'],
    ),
    ...optional(
      ['merged_by', 'text', 'Who merged it; null where it was no person, or no merge.'],
      ['said_by', 'text', 'Whom the record says to have done it.'],
      ['attested', 'text', 'Whether that is borne out by who committed it: self, other, forge or unknown.'],
      ['flags', 'list', 'What to look at twice, as pir log has it.'],
    ),
  ],
  *rows({ events: all, people, clock: { zone }, asOf }) {
    for (const event of all) {
      const { mark } = event;
      yield {
        day: zone.dayOf(mark.holdsFrom),
        merged_at: instant(mark.mergedAt),
        written_at: instant(mark.at),
        record: event.record,
        record_kind: event.recordKind,
        kind: event.kind,
        action: event.action,
        field: event.field,
        before: event.from,
        after: event.to,
        commit: mark.commit,
        merge: mark.merge,
        author: mark.author,
        author_email: mark.authorEmail,
        merged_by: mark.mergedBy,
        said_by: event.by ?? null,
        attested:
          event.by === undefined || !isClaim(event) ? null : attest(event.by, { ...mark, signer: null }, people),
        flags: flagsOf(event, { people, zone, asOf }),
      };
    }
  },
};
