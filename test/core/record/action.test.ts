import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { actionClasses, actionKinds, actionStatuses, effects } from '../../../src/core/record/action.ts';

test('what an action may be is what the schema says', () => {
  const file = new URL('../../../schemas/incident.schema.json', import.meta.url);
  const { action, verified } = JSON.parse(readFileSync(file, 'utf8')).$defs;
  const { status, kind, class: classes } = action.properties;
  expect([actionStatuses, actionKinds, actionClasses, effects]).toEqual([
    status.enum,
    kind.enum,
    classes.enum,
    verified.properties.result.enum,
  ]);
});
