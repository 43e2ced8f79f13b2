import { allFields } from '@/lib/naming/fields/fieldNamed';
import type { FieldGroup, NamingField } from '@/lib/naming/fields/NamingField';
import { sampleContext } from '@/lib/naming/fields/sampleContext';
import { fieldText } from './fieldText';

/** A field as the options page lists it. */
export interface FieldHelp {
  readonly name: string;
  readonly group: FieldGroup;
  /** What a format may be: a date format, a width for zeros, or none. */
  readonly type: NamingField['type'];
  /** What it gives for {@link sampleContext}; empty where that post lacks it. */
  readonly example: string;
  /** Name of the sentence in public/_locales. */
  readonly key: string;
}

/** Every field that templates know, in the order of the options page. The person's own fields come on top of these. */
export const namingFields: readonly FieldHelp[] = allFields().map((field) => ({
  name: field.name,
  group: field.group,
  type: field.type,
  example: fieldText(field, { ...sampleContext, timeZone: 'UTC' }),
  key: `naming_field_${field.name}`,
}));
