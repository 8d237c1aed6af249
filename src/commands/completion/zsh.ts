import { type Flag, globals, itemsAt, type Spot, valued } from './grammar.ts';

/** The script for zsh; works sourced and from a folder of fpath. */
export function zshScript(spots: readonly Spot[]): string {
  const groups = spots.filter(({ isGroup }) => isGroup);
  return `#compdef pir
# Completion of pir for zsh. To load it, after compinit: source <(pir completion zsh)
# Or save it as _pir in a folder of your fpath.
_pir() {
  local name='' previous="$words[CURRENT-1]" i
  local -a items
  for ((i = 2; i < CURRENT; i++)); do
    case "$words[i]" in
      ${valued.join('|')}) ((i++)) ;;
      -*) ;;
      *)
        name="\${name:+$name }$words[i]"
        case "$name" in
          ${groups.map(({ name }) => name).join('|')}) ;;
          *) break ;;
        esac
        ;;
    esac
  done
  case "$name:$previous" in
${spots.flatMap(({ name, flags }) => valueCases(`'${name}'`, flags)).join('\n')}
${valueCases('*', globals).join('\n')}
  esac
  case "$name" in
${spots.map(spotCase).join('\n')}
  esac
  (( $#items )) && _describe 'pir' items
}
compdef _pir pir
if [ "$funcstack[1]" = _pir ]; then
  _pir "$@"
fi
`;
}

function valueCases(name: string, flags: readonly Flag[]): string[] {
  return flags.flatMap((flag) => {
    if (flag.takes === 'nothing') return [];
    const then =
      flag.takes === 'word'
        ? `items=(${flag.words.join(' ')}); _describe 'value' items; return`
        : flag.takes === 'file'
          ? '_files; return'
          : flag.takes === 'folder'
            ? '_files -/; return'
            : 'return';
    return [`    ${name}:${flag.name}) ${then} ;;`];
  });
}

function spotCase(spot: Spot): string {
  const lines = itemsAt(spot).map(([word, about]) => `        ${quoted(about === '' ? word : `${word}:${about}`)}`);
  return `    '${spot.name}')${spot.takesFiles ? '\n      _files' : ''}
      items=(
${lines.join('\n')}
      ) ;;`;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
