import { expect, it } from 'vitest';
import { filePart, isRepositoryName, nameOfFolder, nameOfRemote } from '../../src/core/repository-name.ts';

it.each([
  ['https://forge.example/village/shops.git', 'village/shops'],
  ['https://ada:t0ken@forge.example:8443/village/shops/', 'village/shops'],
  ['git@forge.example:village/shops.git', 'village/shops'],
  ['ssh://git@forge.example:22/group/sub/shops.git', 'group/sub/shops'],
  ['forge.example:shops', 'shops'],
  ['ssh://forge.example/~ada/shops.git', 'ada/shops'],
  ['https://forge.example/village/shops.git?token=x#y', 'village/shops'],
  ['/home/ada/src/shops.git', 'shops'],
  ['../shops', 'shops'],
  ['file:///srv/git/shops.git', 'shops'],
  ['C:\\git\\shops', undefined],
  ['https://forge.example/', undefined],
  ['https://forge.example/a b/shops', 'shops'],
  ['https://forge.example/../../etc/passwd', 'passwd'],
  ['', undefined],
])('a remote at %s is called %s', (address, expected) => {
  expect(nameOfRemote(address)).toBe(expected);
});

it.each([
  ['shops', 'shops'],
  ['My shops (2)', 'My-shops-2-'],
  ['.hidden', 'hidden'],
  ['ä', 'repository'],
  ['', 'repository'],
])('a folder called %s is called %s', (folder, expected) => {
  expect(nameOfFolder(folder)).toBe(expected);
  expect(isRepositoryName(nameOfFolder(folder))).toBe(true);
});

it.each(['', '/a', 'a/', 'a//b', '../a', 'a/..', '.a', 'a b', 'a\\b', 'ä', 'a\n', `a${'b'.repeat(200)}`])(
  'a repository is not called %j',
  (text) => {
    expect(isRepositoryName(text)).toBe(false);
  },
);

it('is a part of a file’s name', () => {
  expect(filePart('village/shops')).toBe('village--shops');
});
