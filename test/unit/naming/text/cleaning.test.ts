import { describe, expect, it } from 'vitest';
import { kindLabel } from '@/lib/naming/fields/kindLabel';
import { cleanText } from '@/lib/naming/text/cleanText';
import { cutBytes, cutGraphemes, cutUnits, utf8Length } from '@/lib/naming/text/cutText';
import { pathKey, safePart } from '@/lib/naming/text/safePart';

describe('cleanText', () => {
  it.each([
    ['plain words', 'plain words'],
    ['  two\n\nlines\tand   blanks\u00a0\u3000here ', 'two lines and blanks here'],
    ['a/b\\c:d*e?f"g<h>i|j%k', 'a_b_c_d_e_f_g_h_i_j_k'],
    ['why???', 'why_'],
    ['a\u200b\u200d\u202e\u2066\u00ad\ufeffb', 'ab'],
    ['a\ud800b\udc00', 'ab'],
    ['a\ufffe\u{10ffff}\ue000b', 'ab'],
    ['e\u200d\u0301', 'é'],
    ['\u212b', 'Å'],
    ['❤️ 👨‍👩‍👧', '❤️ 👨👩👧'],
    ['...', ''],
    ['???', ''],
    ['\u3164\u2800', ''],
    ['#fyp @me (x) [y]', '#fyp @me (x) [y]'],
  ])('%j → %j', (raw, clean) => {
    expect(cleanText(raw)).toBe(clean);
  });
});

describe('safePart', () => {
  it.each([
    ['CON', '_CON'],
    ['con.foo', '_con.foo'],
    ['NUL .x', '_NUL .x'],
    ['com1', '_com1'],
    ['LPT³.txt', '_LPT³.txt'],
    ['console', 'console'],
    ['com10', 'com10'],
    ['desktop.ini', '_desktop.ini'],
    ['..hidden', 'hidden'],
    ['~lock', 'lock'],
    ['end. . ', 'end'],
    ['a.lnk', 'a_lnk'],
    ['a.lnk.url', 'a.lnk_url'],
    ['a.LNK', 'a_LNK'],
    ['a.app', 'a_app'],
    ['a.{x}.{y}', 'a_{x}_{y}'],
    ['a.desktop.mp4', 'a.desktop.mp4'],
    ['. ~.', ''],
  ])('%j → %j', (raw, safe) => {
    expect(safePart(raw)).toBe(safe);
  });
});

describe('cuts', () => {
  it('keep graphemes whole', () => {
    expect(cutGraphemes('👍🏽👍🏽', 1)).toBe('👍🏽');
    expect(cutUnits('ab👍🏽', 5)).toBe('ab');
    expect(cutBytes('aé語😀', 9)).toBe('aé語');
    expect(cutBytes('aé語😀', 10)).toBe('aé語😀');
  });

  it('leave no separator at the end', () => {
    expect(cutGraphemes('word, - next', 7)).toBe('word,');
    expect(cutUnits('one two', 4)).toBe('one');
  });

  it('take a stack of marks apart rather than drop it', () => {
    expect(cutUnits(`z${'\u0336'.repeat(90)}`, 10)).toBe(`z${'\u0336'.repeat(9)}`);
  });
});

it.each(['', 'a', 'é', '語', '😀', 'a😀é語', '\ud83da'])('utf8Length(%j) is what TextEncoder makes', (text) => {
  expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length);
});

it.each([
  ['video', '0', 'video'],
  ['image', '01', 'image-01'],
  ['image', '7', 'image-07'],
  ['image', '123', 'image-123'],
  ['music', '0', 'music'],
  ['cover-animated', '0', 'cover-animated'],
  ['avatar', '7358329883632042001', 'avatar'],
  ['subtitle', 'eng-US', 'subtitle.eng-US'],
  ['subtitle', '../x', 'subtitle.-_x'],
  ['live', '02', 'live-02'],
] as const)('kindLabel(%s, %s) is %s', (kind, index, label) => {
  if (index === '../x') expect(kindLabel(kind, index)).toMatch(/^subtitle\.[\p{L}\p{N}-]+$/u);
  else expect(kindLabel(kind, index)).toBe(label);
});

it('pathKey is one for names that Windows or macOS take for one', () => {
  for (const [left, right] of [
    ['A/b', 'a/B'],
    ['é', 'e\u0301'],
    ['É', 'e\u0301'],
    ['Σ', 'ς'],
    ['ſ', 's'],
    ['K', 'k'],
  ] as const)
    expect(pathKey(left)).toBe(pathKey(right));
  expect(pathKey('a')).not.toBe(pathKey('b'));
});
