import { formatDate } from '@/lib/naming/fields/formatDate';
import type { NamingContext, NamingField } from '@/lib/naming/fields/NamingField';
import type { FieldFormat, TextFilter } from '@/lib/naming/template/Template';
import { cleanText } from '@/lib/naming/text/cleanText';
import { cutBytes, cutGraphemes, cutUnits } from '@/lib/naming/text/cutText';

/** Values beyond this are never shown in full; it bounds the work on a hostile caption. */
const LONGEST = 5000;

const numberText = (value: number | undefined, width: number): string =>
  value === undefined || !Number.isFinite(value) || value < 0 || value >= 1e12
    ? ''
    : String(Math.trunc(value)).padStart(width, '0');

/** Returns a field's value as clean text, formatted; empty when the post lacks it. */
export const fieldText = (field: NamingField, context: NamingContext, format?: FieldFormat): string => {
  if (field.type === 'number') return numberText(field.read(context), format?.type === 'pad' ? format.width : 0);
  if (field.type === 'date') {
    return formatDate(field.read(context), format?.type === 'date' ? format.pieces : field.format, context.timeZone);
  }
  const text = cleanText((field.read(context) ?? '').slice(0, LONGEST));
  return field.units === undefined ? text : cutUnits(text, field.units);
};

/** Runs a value through the filters of its field. */
export const filterText = (text: string, filters: readonly TextFilter[]): string => {
  let value = text;
  for (const filter of filters) {
    if (filter.type === 'graphemes') value = cutGraphemes(value, filter.count);
    else if (filter.type === 'bytes') value = cutBytes(value, filter.count);
    else if (filter.type === 'lower') value = value.toLowerCase();
    else if (filter.type === 'upper') value = value.toUpperCase();
    else value = value.replaceAll(' ', '_');
  }
  return value;
};
