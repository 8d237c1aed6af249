import type { Report, Row } from '../core/report.ts';
import type { World } from '../world/world.ts';
import type { Argument, Command, Request } from './command.ts';
import { bashScript } from './completion/bash.ts';
import { fishScript } from './completion/fish.ts';
import { globals, grammarOf, itemsAt, type Spot } from './completion/grammar.ts';
import { powershellScript } from './completion/powershell.ts';
import { zshScript } from './completion/zsh.ts';
import { commands, groups } from './index.ts';
import { chosenOf, reportOnPir } from './report-on-pir.ts';

const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript, powershell: powershellScript };
type Shell = keyof typeof scripts;

const argument: Argument = { name: 'SHELL', about: Object.keys(scripts).join(', '), choices: Object.keys(scripts) };

export const command: Command = {
  arguments: [argument],
  options: [],
  examples: [
    ['source <(pir completion bash)', 'in ~/.bashrc; for zsh the same in ~/.zshrc, after compinit'],
    ['pir completion fish | source', 'in ~/.config/fish/config.fish'],
    ['pir completion powershell | Out-String | Invoke-Expression', 'in your PowerShell profile'],
  ],
  about: 'The script is of this version of pir and starts no program while you type.',
  run,
};

async function run(request: Request, world: World): Promise<Report> {
  const shell = chosenOf<Shell>(request, argument);
  const spots = await grammarOf(commands, groups, request.knownFormats);
  const rows = spots.flatMap(rowsOf);
  return {
    ...reportOnPir('completion', request, world),
    raw: scripts[shell](spots),
    tables: [
      {
        name: 'words',
        title: `${rows.length} words`,
        columns: [
          { key: 'command', title: 'Command', unit: 'text' },
          { key: 'word', title: 'Word', unit: 'text' },
          { key: 'about', title: 'What it is', unit: 'text' },
          { key: 'values', title: 'Values', unit: 'list' },
        ],
        rows,
      },
    ],
  };
}

function rowsOf(spot: Spot): Row[] {
  return itemsAt(spot).map(([word, about]) => {
    const flag = [...spot.flags, ...globals].find(({ name }) => name === word);
    return { command: spot.name || null, word, about: about || null, values: flag?.words ?? [] };
  });
}
