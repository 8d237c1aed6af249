import { Interrupted, type Prompt } from '../../src/world/world.ts';

export interface ScriptedPrompt {
  prompt: Prompt;
  /** Every question asked, and every line said, as a person would see it. */
  seen: string[];
  /** Files that were opened in the editor. */
  edited: string[];
}

/**
 * A person who answers questions by their first words: a text, a choice's value, several of them, or `undefined` for the
 * answer that is offered. Ctrl-C at the question number `leaveAt`, or at one that there is no answer for.
 */
export function scriptedPrompt(
  answers: Readonly<{ [question: string]: string | readonly string[] | undefined }>,
  leaveAt = Number.POSITIVE_INFINITY,
): ScriptedPrompt {
  const seen: string[] = [];
  const edited: string[] = [];
  let asked = 0;
  const answerTo = (message: string): string | readonly string[] | undefined => {
    seen.push(`? ${message}`);
    asked++;
    const key = Object.keys(answers).find((start) => message.startsWith(start));
    if (asked > leaveAt || key === undefined) throw new Interrupted();
    return answers[key];
  };
  const prompt: Prompt = {
    async text({ message, initial, validate, after }) {
      const answer = String(answerTo(message) ?? initial ?? '');
      const verdict = validate?.(answer) ?? true;
      // A person would be asked again; a script has nothing else to say.
      if (verdict !== true) {
        seen.push(`! ${verdict}`);
        throw new Interrupted();
      }
      const understood = after?.(answer) ?? '';
      if (understood !== '') seen.push(`  ${understood}`);
      return answer;
    },
    async choose({ message, choices, initial }) {
      const answer = String(answerTo(message) ?? initial ?? choices[0]?.value);
      for (const { value, name = value, about = '' } of choices) seen.push(`  - ${name}${about && `: ${about}`}`);
      if (!choices.some(({ value }) => value === answer)) throw new Error(`no choice ${answer} at "${message}"`);
      return answer;
    },
    async chooseMany({ message, choices }) {
      const answer = answerTo(message) ?? [];
      const wrong = [answer].flat().find((each) => !choices.some(({ value }) => value === each));
      if (wrong !== undefined) throw new Error(`no choice ${wrong} at "${message}"`);
      return [...[answer].flat()];
    },
    async confirm({ message, initial = true }) {
      const answer = answerTo(message);
      return answer === undefined ? initial : answer === 'yes';
    },
    async edit(path) {
      edited.push(path);
    },
    say: (line) => void seen.push(line),
  };
  return { prompt, seen, edited };
}
