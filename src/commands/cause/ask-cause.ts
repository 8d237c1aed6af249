import type { Config } from '../../core/config.ts';
import type { Cause } from '../../core/record/shapes.ts';
import { showText } from '../../core/show-text.ts';
import type { Prompt } from '../../world/world.ts';
import { gaps, roles } from './gaps.ts';

const MOST_WHYS = 5;
/** From here on a chain may end without a reason. */
const ENOUGH_WHYS = 3;

/** Asks for what is not given yet: its part, a chain of whys that may stop anywhere, and what that comes to. */
export async function askCause(given: Cause, title: string, config: Config, prompt: Prompt): Promise<Cause> {
  const role = given.role ?? (await prompt.choose({ message: 'What part did it have?', choices: roles }));
  const chain: Chain =
    given.whys === undefined && given.stopped === undefined ? await askWhys(title, role, prompt) : given;
  const statement =
    given.statement ??
    (await prompt.text({
      message: 'The cause in one sentence about the system:',
      ...(chain.last !== undefined && { initial: chain.last }),
      validate: someText,
    }));
  const category =
    given.category ??
    (await prompt.choose({ message: 'Which category? Repeats are found by it.', choices: categories(config) }));
  const gap =
    given.gap ??
    (await prompt.choose({
      message: 'What kind of gap does it show?',
      choices: gaps.map(({ value, about, follows }) => ({ value, about: `${about}; what follows: ${follows}` })),
      initial: category.startsWith('detection/') ? 'detection' : 'control',
    }));
  const { whys, stopped } = chain;
  return {
    role: role as NonNullable<Cause['role']>,
    category,
    statement: statement.trim(),
    gap: gap as NonNullable<Cause['gap']>,
    ...(whys !== undefined && { whys }),
    ...(stopped !== undefined && { stopped }),
  };
}

interface Chain {
  whys?: string[];
  stopped?: string;
  /** The last answer. */
  last?: string;
}

async function askWhys(title: string, role: string, prompt: Prompt): Promise<Chain> {
  prompt.say(showText(title));
  prompt.say('Answer in one sentence about the system; an empty answer ends the chain.');
  const answers: string[] = [];
  const questionOf = (at: number) => (at === 0 ? 'Why did it happen?' : 'Why was that?');
  while (answers.length < MOST_WHYS) {
    for (const [i, answer] of answers.entries()) prompt.say(`  ${i + 1}. ${showText(answer)}`);
    const needsAnswer = role === 'root' && answers.length === 0;
    const answer = (
      await prompt.text({
        message: questionOf(answers.length),
        validate: (value) => (needsAnswer ? someText(value) : true),
      })
    ).trim();
    if (answer === '') break;
    answers.push(answer);
  }
  const whys = answers.map((answer, at) => `${questionOf(at)} ${answer}`);
  const last = answers.at(-1);
  const chain: Chain = { ...(whys.length > 0 && { whys }), ...(last !== undefined && { last }) };
  if (answers.length === MOST_WHYS) return chain;
  const needsReason = answers.length < ENOUGH_WHYS;
  const stopped = await prompt.text({
    message: `Why does it stop there${needsReason ? '' : ' (may be empty)'}?`,
    validate: (value) => (needsReason ? someText(value) : true),
  });
  return stopped.trim() === '' ? chain : { ...chain, stopped: stopped.trim() };
}

const someText = (value: string): string | true =>
  value.trim() !== '' || 'Unexpected empty answer, expected a few words';

function categories({ taxonomy, human_error }: Config): { value: string; about?: string }[] {
  return Object.entries(taxonomy).flatMap(([area, details]) =>
    details.map((detail) => ({
      value: `${area}/${detail}`,
      ...(human_error.includes(area) && { about: 'Ask once more: what let one slip go this far?' }),
    })),
  );
}
