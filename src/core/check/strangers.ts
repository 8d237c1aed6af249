import { nearest } from '../nearest.ts';
import type { People } from '../people.ts';
import type { Problem } from '../problem.ts';
import { type MapNode, type Node, pointerStep } from '../record/node.ts';

/** Keys whose value is a person. Owners and former owners (`from`, `to`) are not among them. */
const persons = new Set(['by', 'approved_by', 'facilitator', 'chair', 'held_by', 'who']);
/** Keys whose value is a list of people. */
const lists = new Set(['received', 'reviewers', 'audience']);
/** Where a team may stand for the people in it. */
const allowsTeams = new Set(['who', ...lists]);

/** People a record names who are not in people.yaml. Somebody who has left is; what they did they did. */
export function strangersIn(root: MapNode, people: People): Problem[] {
  const found: Problem[] = [];
  walk(root, [], people, found);
  return found;
}

/** `path` are the steps to the node; it is put back as it was. */
function walk(node: Node, path: (string | number)[], people: People, found: Problem[]): void {
  if (node.kind === 'list') {
    for (let i = 0; i < node.items.length; i++) {
      const item = node.items[i] as Node;
      if (item.kind === 'scalar') continue;
      path.push(i);
      walk(item, path, people, found);
      path.pop();
    }
  } else if (node.kind === 'map') {
    for (const { key, value } of node.pairs) {
      if (value.kind === 'scalar') {
        if (persons.has(key) && isStranger(value.value, allowsTeams.has(key), people))
          found.push(problem(String(value.value), [...path, key], people));
      } else if (lists.has(key) && value.kind === 'list') {
        for (const [i, item] of value.items.entries())
          if (item.kind === 'scalar' && isStranger(item.value, true, people))
            found.push(problem(String(item.value), [...path, key, i], people));
      } else if (!key.startsWith('x_')) {
        path.push(key);
        walk(value, path, people, found);
        path.pop();
      }
    }
  }
}

function isStranger(name: unknown, allowsTeam: boolean, people: People): boolean {
  if (typeof name !== 'string' || name === '' || people.find(name) !== undefined) return false;
  return !(allowsTeam && name.startsWith('team:') && people.hasTeam(name.slice(5)));
}

function problem(name: string, path: readonly (string | number)[], people: People): Problem {
  const guess = nearest(
    name,
    people.all.flatMap(({ handle }) => handle ?? []),
  );
  return {
    message: `Unexpected person "${name}", expected somebody in people.yaml`,
    hint: name.includes('@', 1)
      ? 'Add the address to the `emails` of its person in people.yaml, or name the person: a command takes `--by @handle`.'
      : guess
        ? `Did you mean ${guess}? Else add them to people.yaml.`
        : 'Correct the name, or add them to people.yaml.',
    pointer: path.map(pointerStep).join(''),
  };
}
