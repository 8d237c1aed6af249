import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { shapes, shapesPath } from './update/shapes.mjs';

test('the shapes are those of the schemas: npm run update writes them', () => {
  expect(readFileSync(new URL(`../${shapesPath}`, import.meta.url), 'utf8')).toBe(shapes());
});
