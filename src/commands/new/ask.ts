import { type Config, requiresReview } from '../../core/config.ts';
import { whyUnowned } from '../../core/people.ts';
import { hiddenCharacter } from '../../core/record/characters.ts';
import { type IncidentType, incidentTypes } from '../../core/record/incident-types.ts';
import type { Incident } from '../../core/record/shapes.ts';
import { impossibleTimes, timesOf, timeWords } from '../../core/record/times.ts';
import type { PlannedFile } from '../../core/report.ts';
import { showText } from '../../core/show-text.ts';
import { Interrupted, type World } from '../../world/world.ts';
import type { Repository } from '../repository.ts';
import { askedTimes, momentOf, whyNoTitle } from './draft.ts';
import { askLinks, saySimilar } from './say-similar.ts';

type TimeName = (typeof askedTimes)[number];

const timeQuestions: { readonly [name in TimeName]: string } = {
  started: 'Started (the harm began):',
  detected: 'Detected (somebody first knew):',
  acknowledged: 'Acknowledged (somebody took it on):',
  mitigated: 'Mitigated (the harm stopped growing):',
  resolved: 'Resolved (all restored):',
};

/** Asks for what is not given yet; what was given is not asked again. Interrupted when the person leaves. */
export async function askDraft(given: Incident, repository: Repository, world: World): Promise<Incident> {
  const { prompt } = world;
  const { config } = repository;
  const draft: Incident = { ...given };
  prompt.say('A new incident record. Ctrl-C leaves at any question, nothing written.');
  if (draft.title === undefined)
    draft.title = (
      await prompt.text({ message: 'What happened, in one line?', validate: (title) => whyNoTitle(title) ?? true })
    ).trim();
  const seen = await saySimilar(draft.title, repository, world);
  const named = [...(draft.repeat_of ?? []), ...(draft.related ?? [])];
  const links = await askLinks(
    seen.filter((id) => !named.includes(id)),
    world,
  );
  for (const [how, ids] of Object.entries(links) as ['repeat_of' | 'related', string[]][])
    draft[how] = [...(draft[how] ?? []), ...ids];
  if (draft.type === undefined)
    draft.type = (await prompt.choose({
      message: 'Type',
      choices: Object.entries(incidentTypes).map(([value, about]) => ({ value, about })),
    })) as IncidentType;
  if (draft.severity === undefined)
    draft.severity = await prompt.choose({
      message: 'Severity',
      choices: config.severities.map((value) => ({ value, about: severityWords(value, config) })),
    });
  await askTimes(draft, repository, world);
  if (draft.services === undefined) {
    const services = await askServices(config, world);
    if (services.length > 0) draft.services = services;
  }
  if (draft.owner === undefined || draft.owner === null || draft.owner.trim() === '')
    draft.owner = await askOwner(repository, world);
  if (draft.impact?.summary === undefined) {
    const summary = await prompt.text({
      message: 'Impact, in one line (empty: not known yet):',
      validate: whyHidden,
    });
    if (summary.trim() !== '') draft.impact = { ...draft.impact, summary: summary.trim() };
  }
  return draft;
}

/** The last question, so that leaving there leaves nothing behind either. Whether to open the editor then. */
export async function askToWrite({ path }: PlannedFile, { prompt }: World): Promise<boolean> {
  prompt.say(`The record will be ${showText(path)}`);
  const answer = await prompt.choose({
    message: 'Write it?',
    choices: [
      { value: 'edit', name: 'yes, and open it in the editor' },
      { value: 'write', name: 'yes' },
      { value: 'leave', name: 'no, leave without writing' },
    ],
  });
  if (answer === 'leave') throw new Interrupted();
  return answer === 'edit';
}

/** In lines between words: a terminal breaks in the middle of them. */
export function broken(text: string, columns: number): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) as string;
    // Two columns for the sign that the first line begins with.
    if (line !== '' && line.length + word.length + 3 > columns) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.join('\n  ');
}

/** What a severity asks for. */
function severityWords(severity: string, config: Config): string {
  if (!requiresReview(config, severity)) return 'no review required';
  const { hotwash, full } = config.sla.review[severity] ?? {};
  const stages = [
    ...(hotwash === undefined ? [] : [`hot-wash within ${hotwash}`]),
    full === undefined ? 'review' : `review within ${full}`,
  ];
  const approvals = config.approvals[severity] ?? [];
  return `${stages.join(', ')}${approvals.length > 0 ? `, approved by ${approvals.join(', ')}` : ''}`;
}

async function askTimes(draft: Incident, repository: Repository, { prompt, terminal }: World): Promise<void> {
  const { config } = repository;
  // Nothing was harmed, so nothing had to be contained or restored.
  const never: readonly string[] = draft.type === 'near_miss' ? ['mitigated', 'resolved'] : [];
  const open = askedTimes.filter((name) => draft.times?.[name] === undefined && !never.includes(name));
  if (open.length === 0) return;
  const wall = config.hasTimezone ? `2026-11-20 09:12 (in ${config.timezone})` : '2026-11-20T09:12Z';
  prompt.say('Times: "now", "30 minutes ago", "yesterday 09:12", or a moment such as');
  prompt.say(`${wall}. Empty: not known, or not yet.`);
  for (const name of open) {
    const answer = await prompt.text({
      message: timeQuestions[name],
      validate: (text) => {
        const why = whyNoTime(text, name, draft, repository);
        return why === undefined ? true : broken(why, terminal.columns ?? 80);
      },
      after: (text) => {
        const moment = momentOf(text, repository);
        return 'problem' in moment ? '' : moment.text;
      },
    });
    const moment = momentOf(answer, repository);
    if (!('problem' in moment)) draft.times = { ...draft.times, [name]: moment.text };
  }
}

/** Why that cannot be the time, seen with the ones before; undefined when it can. */
function whyNoTime(text: string, name: TimeName, draft: Incident, repository: Repository): string | undefined {
  const { times } = draft;
  if (text.trim() === '') {
    const isNeeded = name === 'detected' && times?.started === undefined;
    return isNeeded ? 'One of started and detected is needed' : undefined;
  }
  const moment = momentOf(text, repository);
  if ('problem' in moment) return `${moment.problem}. ${moment.hint}`;
  const data: Incident = { ...draft, times: { ...times, [name]: moment.text } };
  const [impossible] = impossibleTimes(data, timesOf(data), repository.clock);
  if (impossible === undefined) return undefined;
  const { wrong, against } = impossible;
  if (against === 'future') return `${moment.text} is in the future`;
  const other = wrong === name ? against : wrong;
  return `${moment.text} is before the ${timeWords[other]} at ${times?.[other]}`;
}

async function askServices({ services }: Config, { prompt }: World): Promise<string[]> {
  const known = Object.entries(services);
  if (known.length > 0)
    return prompt.chooseMany({
      message: 'Services concerned',
      choices: known.map(([value, { name }]) => ({ value, name: name ? `${value} (${name})` : value })),
    });
  const answer = await prompt.text({ message: 'Services concerned, with commas (may be empty):', validate: whyHidden });
  return [...new Set(answer.split(',').map((name) => name.trim()))].filter((name) => name !== '');
}

async function askOwner({ people, clock, root }: Repository, { git, prompt, terminal }: World): Promise<string> {
  const { columns = 80 } = terminal;
  const email = git.identity(root.top)?.email;
  const initial = email === undefined ? undefined : (people?.withEmail(email)?.handle ?? email);
  const answer = await prompt.text({
    message: 'Owner of the review (@handle or e-mail):',
    ...(initial !== undefined && { initial }),
    validate: (owner) => {
      const why = whyUnowned(owner.trim(), { people, clock, allowsTeams: true });
      return why === undefined ? true : broken(`Unexpected ${why}, expected a handle (@name) or an e-mail`, columns);
    },
  });
  return answer.trim();
}

function whyHidden(text: string): string | true {
  const hidden = hiddenCharacter(text);
  return hidden === undefined ? true : `Unexpected ${hidden}, expected visible text`;
}
