import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTemplate } from '@/lib/naming/template/parseTemplate';
import { templateSpans } from '@/lib/ui/options/templateSpans';

const spansOf = (text: string) => {
  const parsed = parseTemplate(text);
  return templateSpans(text, parsed.ok ? [] : parsed.error);
};

describe('templateSpans', () => {
  it('tells fields, folders and words apart', () => {
    expect(spansOf('a/{?several:{create}/}{desc}-{kind}').map((span) => [span.kind, span.text])).toEqual([
      ['text', 'a'],
      ['slash', '/'],
      ['field', '{?several:'],
      ['field', '{create}'],
      ['slash', '/'],
      ['field', '}'],
      ['field', '{desc}'],
      ['text', '-'],
      ['field', '{kind}'],
    ]);
  });

  it('marks just what is wrong', () => {
    const wrong = spansOf('x/{nikname}?{kind}').filter((span) => span.wrong);
    expect(wrong.map((span) => span.text).join('')).toMatch(/nikname.*\?/);
    expect(wrong.some((span) => span.text.includes('kind'))).toBe(false);
  });

  it('gives the text again, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab{}/?:!| é👨‍👩‍👧') }), (text) => {
        expect(
          spansOf(text)
            .map((span) => span.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});
