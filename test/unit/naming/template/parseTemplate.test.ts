import { describe, expect, it } from 'vitest';
import { parseTemplate } from '@/lib/naming/template/parseTemplate';
import { type TemplateErrorCode, templateErrorKey } from '@/lib/naming/template/Template';

const mistakes = (text: string, custom: Record<string, string> = {}): (readonly [TemplateErrorCode, string])[] => {
  const parsed = parseTemplate(text, custom);
  if (parsed.ok) return [];
  for (const { start, end } of parsed.error) expect(start >= 0 && end <= text.length && start <= end).toBe(true);
  return parsed.error.map(({ code, start, end }) => [code, text.slice(start, end)] as const);
};

describe('mistakes are told with their place', () => {
  it.each<[string, TemplateErrorCode, string]>([
    ['', 'empty', ''],
    ['   ', 'empty', '   '],
    ['x/{descr}', 'unknown-field', 'descr'],
    ['x/{title?nope?desc}', 'unknown-field', 'nope'],
    ['x/{}{desc}', 'unknown-field', ''],
    ['x/{?tilte:a}{desc}', 'unknown-field', 'tilte'],
    ['x/{constructor}{desc}', 'unknown-field', 'constructor'],
    ['x/{my.toString}{desc}', 'unknown-field', 'my.toString'],
    ['x/{create:jj}', 'bad-format', 'jj'],
    ['x/{create:4}', 'bad-format', '4'],
    ['x/{create:}', 'bad-format', ''],
    ['x/{create:YYYY/MM}', 'bad-format', 'YYYY/MM'],
    ['x/{desc:YYYY}', 'bad-format', 'YYYY'],
    ['x/{position:0}', 'bad-format', '0'],
    ['x/{position:40}', 'bad-format', '40'],
    ['x/{desc|0}', 'bad-filter', '0'],
    ['x/{desc|40|loud}', 'bad-filter', 'loud'],
    ['x/{desc|}', 'bad-filter', ''],
    ['x/{desc', 'unbalanced', '{'],
    ['x/{desc{id}', 'unbalanced', '{'],
    ['x/desc}{id}', 'unbalanced', '}'],
    ['x/{?title:{id}', 'unbalanced', '{?title:'],
    ['x/{?title}{id}', 'unbalanced', '{?'],
    ['/x/{desc}', 'absolute', '/'],
    ['C:/x/{desc}', 'absolute', 'C:'],
    ['~/{desc}', 'absolute', '~'],
    ['x/../{desc}', 'two-dots', '..'],
    ['../{desc}', 'two-dots', '..'],
    ['x/ .. /{desc}', 'two-dots', ' .. '],
    ['xy:z/{desc}', 'illegal', ':'],
    ['x\\{desc}', 'illegal', '\\'],
    ['x/{desc}*', 'illegal', '*'],
    ['x/100%{desc}', 'illegal', '%'],
    ['x/\u202e{desc}', 'illegal', '\u202e'],
    ['x/{desc}/', 'no-name', '/'],
    ['x/y', 'no-name', 'x/y'],
  ])('%j: %s %j', (text, code, place) => {
    expect(mistakes(text)).toContainEqual([code, place]);
  });

  it('all of them at once, in order', () => {
    expect(mistakes('{descr}/{create:q}{id|z}')).toEqual([
      ['unknown-field', 'descr'],
      ['bad-format', 'q'],
      ['bad-filter', 'z'],
    ]);
  });

  it('with the field that was most likely meant', () => {
    const parsed = parseTemplate('{nickanme}_{loction}', { location: '' });
    expect(parsed.ok ? [] : parsed.error.map((error) => error.suggestion)).toEqual(['nickname', 'location']);
    const far = parseTemplate('{zzzzzz}');
    expect(far.ok ? 'ok' : far.error[0]?.suggestion).toBeUndefined();
  });

  it('refuses what no caption cut could make short enough', () => {
    expect(mistakes(`${'x'.repeat(141)}/{id}`)).toEqual([['too-long', `${'x'.repeat(141)}/{id}`]]);
    expect(mistakes('{create}'.repeat(9))).toHaveLength(1);
    expect(mistakes(`${'語'.repeat(60)}/{id}`)).toHaveLength(1);
    expect(mistakes(`${'x'.repeat(100)}/{id}`)).toEqual([]);
  });

  it('names a sentence for every code', () => {
    expect(templateErrorKey('unknown-field')).toBe('template_error_unknown_field');
  });
});

it.each([
  '{{a}}{desc}',
  '{?several:{desc}/}{desc}',
  '{desc}…',
  'a.b/{desc}',
  "{title?'a b'}{id}",
  '{ desc }',
  '{desc| 40 }',
])('%j is right', (text) => {
  expect(mistakes(text)).toEqual([]);
});

it('knows which fields a template uses', () => {
  const parsed = parseTemplate("x/{?title:{desc|4}}{id?uid?'-'}-{kind}");
  expect(parsed.ok && [...parsed.value.fields].sort()).toEqual(['desc', 'id', 'kind', 'title', 'uid']);
});
