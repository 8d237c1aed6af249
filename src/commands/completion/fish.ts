import { type Flag, globals, type Spot, valued } from './grammar.ts';

/** The script for fish. */
export function fishScript(spots: readonly Spot[]): string {
  const groups = spots.filter(({ isGroup }) => isGroup);
  return `# Completion of pir for fish. To load it: pir completion fish | source
function __pir_command
    set -l given (commandline -opc)
    set -e given[1]
    set -l name
    set -l is_value 0
    for word in $given
        if test $is_value = 1
            set is_value 0
            continue
        end
        switch $word
            case ${valued.join(' ')}
                set is_value 1
            case '-*'
            case '*'
                set name $name $word
                if not contains -- "$name" ${groups.map(({ name }) => name).join(' ')}
                    break
                end
        end
    end
    echo "$name"
end
function __pir_is
    test (__pir_command) = "$argv"
end
complete -c pir -f
${globals.map((flag) => flagLine('complete -c pir', flag)).join('\n')}
${spots.flatMap(linesOf).join('\n')}
`;
}

function linesOf({ name, words, flags, takesFiles }: Spot): string[] {
  const start = `complete -c pir -n ${quoted(`__pir_is ${name === '' ? '""' : name}`)}`;
  return [
    ...(takesFiles ? [`${start} -F`] : []),
    ...words.map(([word, about]) => `${start} -a ${quoted(word)}${about === '' ? '' : ` -d ${quoted(about)}`}`),
    ...flags.map((flag) => flagLine(start, flag)),
  ];
}

function flagLine(start: string, flag: Flag): string {
  return `${start} ${flagWords(flag)} -d ${quoted(flag.about)}`;
}

function flagWords({ name, takes, words }: Flag): string {
  const flag = name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`;
  if (takes === 'nothing') return flag;
  if (takes === 'file') return `${flag} -r -F`;
  if (takes === 'folder') return `${flag} -x -a ${quoted('(__fish_complete_directories)')}`;
  return takes === 'word' ? `${flag} -x -a ${quoted(words.join(' '))}` : `${flag} -x`;
}

const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;
