import { type Flag, globals, itemsAt, type Spot, valued } from './grammar.ts';

/** The script for bash, 3.2 (which macOS has) and later. */
export function bashScript(spots: readonly Spot[]): string {
  const groups = spots.filter(({ isGroup }) => isGroup);
  return `# Completion of pir for bash. To load it: source <(pir completion bash)
_pir() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" name='' words='' files='' i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "\${COMP_WORDS[i]}" in
      ${valued.join('|')}) i=$((i + 1)) ;;
      -*) ;;
      *)
        name="\${name:+$name }\${COMP_WORDS[i]}"
        case "$name" in
          ${groups.map(({ name }) => name).join('|')}) ;;
          *) break ;;
        esac
        ;;
    esac
  done
  COMPREPLY=()
  case "$name:$prev" in
${spots.flatMap(({ name, flags }) => valueCases(`'${name}'`, flags)).join('\n')}
${valueCases('*', globals).join('\n')}
  esac
  if [ -z "$words$files" ]; then
    case "$name" in
${spots.map(spotCase).join('\n')}
    esac
  fi
  # One file a line: names may hold blanks.
  local IFS=$'\\n'
  case "$files" in
    f) COMPREPLY=($(compgen -f -- "$cur")); compopt -o filenames 2>/dev/null ;;
    d) COMPREPLY=($(compgen -d -- "$cur")); compopt -o filenames 2>/dev/null ;;
  esac
  [ -z "$words" ] || COMPREPLY+=($(IFS=' '; compgen -W "$words" -- "$cur"))
  return 0
}
complete -F _pir pir
`;
}

function valueCases(name: string, flags: readonly Flag[]): string[] {
  return flags.flatMap((flag) => {
    if (flag.takes === 'nothing') return [];
    const then =
      flag.takes === 'word'
        ? `words='${flag.words.join(' ')}'`
        : flag.takes === 'file'
          ? 'files=f'
          : flag.takes === 'folder'
            ? 'files=d'
            : 'return 0';
    return [`    ${name}:${flag.name}) ${then} ;;`];
  });
}

function spotCase(spot: Spot): string {
  const words = itemsAt(spot).map(([word]) => word);
  return `      '${spot.name}') words='${words.join(' ')}'${spot.takesFiles ? ' files=f' : ''} ;;`;
}
