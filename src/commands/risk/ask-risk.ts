import type { Config } from '../../core/config.ts';
import { whyUnowned } from '../../core/people.ts';
import { hiddenCharacter } from '../../core/record/characters.ts';
import { levelOf, scoreWords } from '../../core/risk/level.ts';
import { addMonths, parseDay } from '../../core/time.ts';
import type { Prompt, World } from '../../world/world.ts';
import { broken } from '../new/ask.ts';
import { whyNoTitle } from '../new/draft.ts';
import type { Repository } from '../repository.ts';
import type { RiskDraft } from './draft-risk.ts';
import { type Treatment, treatments } from './treatments.ts';

/** Words for the steps of the usual scale; on another the figures speak for themselves. */
const steps = {
  likelihood: ['rare', 'unlikely', 'possible', 'likely', 'almost certain'],
  impact: ['hardly felt', 'minor', 'moderate', 'major', 'severe'],
} as const;

/** Asks for what is not given yet; what was given is not asked again. Interrupted when the person leaves. */
export async function askRisk(given: RiskDraft, repository: Repository, world: World): Promise<RiskDraft> {
  const { prompt } = world;
  const { config, zone, asOf } = repository;
  const draft: RiskDraft = { ...given };
  prompt.say('A new risk for the register. Ctrl-C leaves at any question, nothing written.');
  draft.title ??= (
    await prompt.text({ message: 'What may happen, in one line?', validate: (title) => whyNoTitle(title) ?? true })
  ).trim();
  draft.category ??= await prompt.choose({
    message: 'What does it come from?',
    choices: Object.entries(config.taxonomy).flatMap(([area, details]) =>
      details.map((detail) => ({ value: `${area}/${detail}` })),
    ),
  });
  draft.owner ??= await askOwner(repository, world);
  draft.likelihood ??= await askFigure('likelihood', 'How likely is it?', config, prompt);
  draft.impact ??= await askFigure('impact', 'How bad would it be?', config, prompt);
  const { likelihood, impact } = draft;
  prompt.say(`  ${scoreWords({ likelihood, impact })} is ${levelOf(likelihood, impact, config).level}`);
  draft.reason ??= (await prompt.text({ message: 'Why is it so?', validate: someText })).trim();
  draft.treatment ??= (await prompt.choose({
    message: 'What is done about it?',
    choices: Object.entries(treatments).map(([value, about]) => ({ value, about })),
  })) as Treatment;
  draft.reviewBy ??= await prompt.text({
    message: 'To be looked at again by:',
    initial: addMonths(zone.dayOf(asOf), 12),
    validate: (day) => parseDay(day) !== undefined || 'Write a day like 2027-05-23.',
  });
  return draft;
}

async function askFigure(
  name: 'likelihood' | 'impact',
  message: string,
  { risk }: Config,
  prompt: Prompt,
): Promise<number> {
  const words: readonly string[] = risk.scale === steps[name].length ? steps[name] : [];
  const choices = Array.from({ length: risk.scale }, (_, at) => {
    const value = String(at + 1);
    return { value, name: words[at] === undefined ? value : `${value}  ${words[at]}` };
  });
  return Number(await prompt.choose({ message, choices }));
}

async function askOwner({ people, clock, root }: Repository, { git, prompt, terminal }: World): Promise<string> {
  const email = git.identity(root.top)?.email;
  const initial = email === undefined ? undefined : (people?.withEmail(email)?.handle ?? email);
  const answer = await prompt.text({
    message: 'Who answers for it (@handle or e-mail)?',
    ...(initial !== undefined && { initial }),
    validate: (owner) => {
      const why = whyUnowned(owner.trim(), { people, clock, allowsTeams: true });
      const words = `Unexpected ${why}, expected a handle (@name) or an e-mail`;
      return why === undefined ? true : broken(words, terminal.columns ?? 80);
    },
  });
  return answer.trim();
}

function someText(value: string): string | true {
  if (value.trim() === '') return 'Unexpected empty answer, expected a few words';
  const hidden = hiddenCharacter(value);
  return hidden === undefined ? true : `Unexpected ${hidden}, expected visible text`;
}
