import { describe, expect, it } from 'vitest';
import { authorFolder } from '@/lib/naming/folders/authorFolder';
import { createUserFolder } from '@/lib/naming/folders/createUserFolder';
import { folderName } from '@/lib/naming/folders/folderName';
import { pathKey } from '@/lib/naming/text/safePart';
import { examplePost } from '@/test/unit/naming/examplePost';

const { author } = examplePost();

describe('createUserFolder', () => {
  it('is tiktok/<mode>/<nickname>', () => {
    expect(createUserFolder({ mode: 'post', author })).toEqual({ ok: true, value: 'tiktok/post/A b' });
    expect(createUserFolder({ mode: 'mix', author, path: 'saved/./my:films/' })).toEqual({
      ok: true,
      value: 'saved/my_films/tiktok/mix/A b',
    });
  });

  it.each(['/home/me', 'C:\\Users', 'c:x', '\\\\server', '~/x', '../x', 'a/../b', `${'x/'.repeat(80)}`])(
    'refuses %j',
    (path) => {
      expect(createUserFolder({ mode: 'post', author, path })).toMatchObject({ ok: false, error: { code: 'input' } });
    },
  );
});

describe('folderName', () => {
  it('falls back to what can be written', () => {
    expect(folderName(author)).toBe('A b');
    expect(folderName({ ...author, nickname: '???' })).toBe('a.b');
    expect(folderName({ ...author, nickname: '\u200b', uniqueId: '' })).toBe(author.uid);
    expect(folderName({ nickname: '', uniqueId: '', uid: '', secUid: '' })).toBe('unknown');
  });
});

describe('authorFolder', () => {
  const renamed = { ...author, nickname: 'New' };

  it('keeps the first folder after a rename, or follows the name', () => {
    expect(authorFolder({ author, onRename: 'keep' })).toEqual({ folder: 'A b', renamed: false });
    expect(authorFolder({ author: renamed, first: 'A b', onRename: 'keep' })).toEqual({ folder: 'A b', renamed: true });
    expect(authorFolder({ author: renamed, first: 'A b', onRename: 'new' })).toEqual({ folder: 'New', renamed: true });
  });

  it('does not take another case or form for a rename', () => {
    expect(authorFolder({ author, first: 'a B', onRename: 'new' })).toEqual({ folder: 'a B', renamed: false });
  });

  it('gives two authors of one nickname two folders, and keeps them apart later', () => {
    const taken = (key: string): boolean => key === pathKey('a B');
    expect(authorFolder({ author, onRename: 'keep', taken }).folder).toBe('A b (a.b)');
    expect(authorFolder({ author, first: 'A b (a.b)', onRename: 'new', taken })).toEqual({
      folder: 'A b (a.b)',
      renamed: false,
    });
    expect(authorFolder({ author, first: 'A b', onRename: 'new', taken }).folder).toBe('A b');
  });

  it('makes a nickname that was kept as written safe', () => {
    expect(authorFolder({ author, first: 'A/b:', onRename: 'keep' }).folder).toBe('A_b_');
  });
});
