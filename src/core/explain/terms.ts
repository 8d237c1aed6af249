/** The words that pir's texts use in a sense of their own, each with what it means here. */
export const terms: { readonly [term: string]: string } = {
  'as of':
    'The moment that counts as now: --as-of, else PIR_AS_OF or SOURCE_DATE_EPOCH, else the clock. A day means its last second in the zone of the config. With the flag, records and settings are read as the main line had them at that moment.',
  overdue:
    'Of an action: open or in progress, and due before the as-of day in the zone of the config. The due day itself is not late. Of a review: its deadline has passed, and it was not held.',
  'on time':
    'Of a review: every needed stage was held within its span (sla.review) after the resolution; a review held on a day counts as held at its end. Of an action: done on its due day or before, by the first due day that was ever recorded.',
  'first due':
    'The first due day that the main line of git ever had of an action; without history, the one before any deferral that is written down.',
  slip: 'A due day that moved later. Slips are counted on the main line, whether a deferral says so or not.',
  deferral: 'A move of a due day that is written down, with a reason and who agreed. One without is a silent edit.',
  unowned:
    'Without an owner, with a placeholder (tbd, team, somebody, …), with something that is no handle and no e-mail, or, with people.yaml, with somebody who is not in it or has left. A team owns an action only where the config says team_owners.',
  'hot-wash': 'The first talk about an incident, while memory is fresh. A full review held by its deadline is its own.',
  'full review': 'The review of causes and actions. It is what “reviewed” means; a hot-wash alone is not.',
  required:
    'Of a review: the config’s review_required names the severity, and the incident is no exercise and not withdrawn. A span under sla.review alone requires nothing.',
  attested:
    'Whether who committed a claim (an approval, a verification, an acceptance) is who it names. self: their e-mail in people.yaml, or their good signature; other: somebody else’s; forge: a forge wrote the commit for nobody known; unknown: people.yaml does not know the author, or is missing.',
  fingerprint:
    'SHA-256 over what was signed, in canonical JSON: of an incident its id, title, type, severity, times to the resolution, impact, controls, causes, each action with its first owner and first due day, and the body without generated blocks. Progress, deferrals and links do not change it.',
  stale:
    'Of an approval: its fingerprint is not that of the record any more. What was signed is not what stands there.',
  'main line':
    'The first-parent chain of the config’s branch (else of HEAD). A fact holds from the commit that put it there; what happened on branches before does not.',
  ripening:
    'A rule that is ripe is silent on a draft, warns in review, and has its level once a record is approved or closed. So nobody is blocked while writing, and nothing is signed half done.',
  ripe: 'Of a rule: it ripens. See ripening.',
  clock:
    'Of a rule: it speaks because time has passed, not because somebody changed something. With --base such a finding is reported only where the change brought it about.',
  waiver:
    'A finding that is lived with, on purpose and for a time, in .pir/waivers.yaml: by whom, why, until when. It stays visible as a note.',
  baseline:
    'The findings that stood when .pir/baseline.json was made. They are notes, and the baseline can only shrink.',
  epoch:
    'The commit of the config that brought old records into the repository. What history says of them before it proves nothing.',
  stub: 'The record of a restricted incident: it counts in every figure, and its text is kept elsewhere, as `restricted` says.',
  restricted: 'Of an incident: confidentiality is restricted, and this file is a stub.',
  'near miss':
    'It nearly happened and nothing was harmed. It counts for time_to_detect and the counts, and is no repeat.',
  exercise:
    'A drill. It is recorded and may be reviewed, but is its own review and is not counted, unless the config’s countable says so.',
  countable: 'Of a type of incident that figures count: the config’s countable, by default all but exercise.',
  'in scope':
    'The incidents of a period that a duration is about: not withdrawn, and of a type that counts. “Used” are those of them that have both times.',
  repeat:
    'An incident that shares the basis (a root cause category and a service, by default) with an earlier one within the window before its own detection, and began after that was resolved.',
  basis:
    'What makes two incidents the same thing again: cause (default), service, declared (repeat_of) or title. Those by title are suggestions and never counted.',
  window:
    'How far back an earlier incident may lie to make a later one its repeat: the config’s repeat.window, six calendar months by default.',
  cluster: 'Incidents that are connected by repeats.',
  recurring:
    'Two or more incidents within six months with the same root cause category, whatever the service. Candidates: whether they are a recurring incident in the sense of DORA is for a person to judge.',
  preventable:
    'Of a repeat: when it began, an action for its cause was overdue or had been cancelled. The other states are shown and not counted.',
  evaluable:
    'Of an incident in the repeat rate: it has a root cause and lies at least a window after the first record, so that a repeat could have been seen.',
  median: 'The value in the middle. Figures of incidents are few and far apart, so it says more than a mean.',
  p90: 'Nine of ten values are at most this. Linear interpolation, as spreadsheets do; null under five values.',
  estimated:
    'Of a duration: one of its times is uncertain (within). It counts, and a note gives the bounds of the mean.',
  headline:
    'The metrics of the config’s headline: only they get a verdict when periods are compared, since of many comparisons one is always striking.',
  restatement:
    'Why a figure that was reported differs from what the same period gives now: which records moved it, and how.',
  'back-dated':
    'Of an action: it says that it was done more than three days before the main line says so. The main line’s day is used.',
  'silent edit':
    'A change that the record itself has a place for, made without using it: a due day moved without a deferral, an owner swapped, a severity lowered, an action or a cause taken away.',
  correction: 'An action that acts on what went wrong: of kind correct or mitigate.',
  'corrective action': 'An action that acts on why it went wrong: of kind prevent or detect.',
  effectiveness:
    'Whether an action worked: effective, partly or ineffective, said by somebody other than its owner. Before that awaited, or due once the day to check is here.',
  'follow-up': 'An action with follows: it takes up one that did not work, in the same record or in another.',
  evidence:
    'What shows that something was done: an address, commit:HASH, file:PATH, or the id of a piece of evidence of the record.',
  coverage:
    'Which incidents required a review, which had one, and how late: the answer to whether incidents lead to reviews.',
  sample: 'Incidents drawn by the SHA-256 of a seed and their id, so that anybody can draw the same again.',
  population: 'What a sample is drawn from: every incident of the period, whatever its type and status.',
  'evidence package':
    'What pir audit package writes: the records of one commit with all that is said of them, as a folder whose bytes are the same whoever makes it, and that verifies without pir.',
  redacted:
    'Of a value in an evidence package: a keyed hash stands in its place, wherever it stood. The same value has the same hash; manifest.json names the fields.',
  remade:
    'Of an evidence package: it was made again from the repository, or from the bundle in it, and came out the same.',
  stratum: 'The incidents of one severity, from which a stratified sample draws by itself.',
  reconciliation:
    'A comparison of the records with the pager’s or ticket system’s own list. Kept in .pir/reconciliation.json with --record.',
  withdrawn: 'Of a record: it counts nowhere any more, and stays to be seen. Records are withdrawn, never deleted.',
  treatment: 'What is decided about a risk: mitigate, accept, transfer or avoid.',
  level:
    'Of a risk: low, medium, high or critical, computed from likelihood times impact by the bands of the config, never typed. Of a rule: off, warn or error.',
  acknowledgement: 'One person’s acceptance of one version of a policy, bound to its exact text.',
  outstanding: 'Of a version of a policy: somebody of its audience has not accepted its text.',
  'in force': 'Of a policy: its status is in_force, and its latest version is the one that people have to accept.',
};
