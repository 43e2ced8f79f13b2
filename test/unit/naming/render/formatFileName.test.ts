import { describe, expect, it } from 'vitest';
import { formatFileName } from '@/lib/naming/render/formatFileName';
import { namingFields } from '@/lib/naming/render/namingFields';
import { examplePost } from '@/test/unit/naming/examplePost';

const utc = { timeZone: 'UTC' };

describe('formatFileName', () => {
  it.each([
    ['{create}_{desc}', '2023-12-31_23-59-59_caption'],
    ['{nickname}-{aweme_id}', 'A b-7318000000000000001'],
    ['{uid}_{uniqueId}', '6800000000000000001_a.b'],
  ])('%s is %s, without anything added', (template, name) => {
    expect(formatFileName(template, examplePost(), {}, utc)).toEqual({ ok: true, value: name });
  });

  it("lets the caller's fields win, as f2 does", () => {
    expect(formatFileName('{desc}_{location}', examplePost(), { desc: 'mine', location: 'pier' }, utc)).toEqual({
      ok: true,
      value: 'mine_pier',
    });
  });

  it('cuts the caption to what every system holds', () => {
    const name = formatFileName('{create}_{desc}', examplePost({ desc: '潮'.repeat(400) }), {}, utc);
    expect(name.ok && name.value).toMatch(/^2023-12-31_23-59-59_潮{60,78}$/);
  });

  it('says which field it does not know', () => {
    expect(formatFileName('{create}_{nope}', examplePost())).toEqual({
      ok: false,
      error: { code: 'input', detail: 'template: unknown-field at 10–14: nope' },
    });
  });
});

describe('namingFields', () => {
  it("lists f2's fields and ours, each once, with an example", () => {
    const names = namingFields.map((field) => field.name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of [
      'create',
      'nickname',
      'uniqueId',
      'aweme_id',
      'desc',
      'uid',
      'owner',
      'mode',
      'kind',
      'position',
      'list',
    ]) {
      expect(names).toContain(name);
    }
    const example = (name: string): string | undefined => namingFields.find((field) => field.name === name)?.example;
    expect(example('create')).toBe('2025-06-21_16-30-07');
    expect(example('kind')).toBe('image-01');
    expect(example('width')).toBe('1080');
    expect(namingFields[0]).toMatchObject({ name: 'create', group: 'time', type: 'date', key: 'naming_field_create' });
  });
});
