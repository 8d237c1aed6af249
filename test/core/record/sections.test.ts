import { expect, test } from 'vitest';
import { sectionOf } from '../../../src/core/record/sections.ts';

test.each([
  ['Summary', 'Summary'],
  ['  summary ', 'Summary'],
  ['Executive Summary:', 'Summary'],
  ['TL;DR', 'Summary'],
  ['1. What happened?', 'Summary'],
  ['2.1 Root Causes', 'Root cause analysis'],
  ['5 Whys', 'Root cause analysis'],
  ['3) 5 Whys', 'Root cause analysis'],
  ['**Customer impact**', 'Impact'],
  ['🔥 Timeline of events', 'Timeline'],
  ['What we learned', 'Lessons learned'],
  ['Action Items', 'Corrective actions'],
  ['What didn’t go well', 'What made response harder'],
])('%s stands for %s', (heading, section) => {
  expect(sectionOf(heading)).toBe(section);
});

test('a heading of one’s own stands for itself, whatever its case and number', () => {
  expect(sectionOf('4. Customer  Communication:')).toBe(sectionOf('customer communication'));
  expect(sectionOf('Customer communication')).not.toBe(sectionOf('Summary'));
  expect(sectionOf('2026')).toBe('2026');
  expect(sectionOf('')).toBe('');
});

test('names that every object has are no sections', () => {
  expect(sectionOf('constructor')).toBe('constructor');
});
