import { type Flag, globals, itemsAt, type Spot, valued } from './grammar.ts';

/** The script for PowerShell 5 and later. */
export function powershellScript(spots: readonly Spot[]): string {
  const groups = spots.filter(({ isGroup }) => isGroup);
  return `# Completion of pir for PowerShell. To load it: pir completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName pir -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $items = @{
${spots.map(itemLine).join('\n')}
  }
  $values = @{
${[...spots, { name: '*', flags: globals }].flatMap(valueLines).join('\n')}
  }
  $given = @($commandAst.CommandElements | Select-Object -Skip 1 |
    Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.ToString() })
  $name = ''
  for ($i = 0; $i -lt $given.Count; $i++) {
    if (@(${valued.map(quoted).join(', ')}) -ccontains $given[$i]) { $i++; continue }
    if ($given[$i].StartsWith('-')) { continue }
    $name = "$name $($given[$i])".Trim()
    if (@(${groups.map(({ name }) => quoted(name)).join(', ')}) -cnotcontains $name) { break }
  }
  $previous = if ($given.Count -gt 0) { $given[-1] } else { '' }
  $found = $items[$name]
  foreach ($key in "*:$previous", "\${name}:$previous") { if ($values.ContainsKey($key)) { $found = $values[$key] } }
  foreach ($item in $found) {
    if ($item[0].StartsWith("$wordToComplete", [System.StringComparison]::Ordinal)) {
      [System.Management.Automation.CompletionResult]::new($item[0], $item[0], 'ParameterValue', $item[1])
    }
  }
}
`;
}

/** The comma before a list of one keeps PowerShell from unrolling it. */
function listOf(items: readonly (readonly [word: string, about: string])[]): string {
  const rows = items.map(([word, about]) => `,@(${quoted(word)}, ${quoted(about === '' ? word : about)})`);
  return `@(${rows.join('; ')})`;
}

function itemLine(spot: Spot): string {
  return `    ${quoted(spot.name)} = ${listOf(itemsAt(spot))}`;
}

/** Behind a flag whose value pir cannot know there is nothing; PowerShell then offers files by itself. */
function valueLines({ name, flags }: { name: string; flags: readonly Flag[] }): string[] {
  return flags.flatMap((flag) =>
    flag.takes === 'nothing'
      ? []
      : [`    ${quoted(`${name}:${flag.name}`)} = ${listOf(flag.words.map((word) => [word, word] as const))}`],
  );
}

/** PowerShell takes typographic quotes for quotes too. */
const quoted = (text: string): string => `'${text.replace(/['‘’‚‛]/g, '$&$&')}'`;
