import { fieldNamed } from '@/lib/naming/fields/fieldNamed';
import { readDateFormat } from '@/lib/naming/fields/formatDate';
import { illegalIn } from '@/lib/naming/text/safePart';
import type { Choice, FieldFormat, TemplateErrorCode, TemplateNode, TextFilter } from './Template';

/** Reports a mistake at offsets relative to the inside of the braces. */
export type Report = (code: TemplateErrorCode, start: number, end: number) => void;

const inside = /^([^:|]*)(?::([^|]*))?((?:\|[^|]*)*)$/s;

const readFilter = (text: string): TextFilter | undefined => {
  const cut = /^([1-9]\d{0,3})(b?)$/.exec(text);
  if (cut) return { type: cut[2] === 'b' ? 'bytes' : 'graphemes', count: Number(cut[1]) };
  return text === 'lower' || text === 'upper' || text === 'underscores' ? { type: text } : undefined;
};

const readFormat = (text: string, choices: readonly Choice[]): FieldFormat | undefined => {
  const types = new Set(choices.map((choice) => choice.type));
  if (/^(?:[1-9]|1[0-2])$/.test(text)) return types.has('number') ? { type: 'pad', width: Number(text) } : undefined;
  const pieces = types.has('date') ? readDateFormat(text) : undefined;
  return pieces && illegalIn(text).length === 0 && !text.includes('/') ? { type: 'date', pieces } : undefined;
};

const readChoices = (
  chain: string,
  own: Readonly<Record<string, string>>,
  override: boolean,
  report: Report,
): Choice[] => {
  const choices: Choice[] = [];
  let at = 0;
  for (const raw of chain.split('?')) {
    const name = raw.trim();
    const quoted = /^'([^']*)'$/.exec(name);
    const field = quoted ? ({ type: 'quoted', text: quoted[1] ?? '' } as const) : fieldNamed(name, own, override);
    if (field) choices.push(field);
    else report('unknown-field', at, at + raw.length);
    at += raw.length + 1;
  }
  return choices;
};

/**
 * Reads what stands between the braces of a field: `name?other?'words':format|filter|filter`.
 * @param own the person's fields
 * @param override the person's fields win over ours
 */
export const readField = (
  body: string,
  own: Readonly<Record<string, string>>,
  override: boolean,
  report: Report,
): TemplateNode => {
  const match = inside.exec(body);
  const [chain = '', format, filterText = ''] = match ? match.slice(1) : [body];
  const choices = readChoices(chain, own, override, report);
  const filters: TextFilter[] = [];
  let at = body.length - filterText.length;
  for (const name of filterText.split('|').slice(1)) {
    const filter = readFilter(name.trim());
    if (filter) filters.push(filter);
    else report('bad-filter', at + 1, at + 1 + name.length);
    at += name.length + 1;
  }
  if (format === undefined) return { type: 'field', choices, filters };
  const known = readFormat(format, choices);
  if (!known && choices.length > 0) report('bad-format', chain.length + 1, chain.length + 1 + format.length);
  return { type: 'field', choices, filters, ...(known ? { format: known } : {}) };
};
