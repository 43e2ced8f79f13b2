import { dateFields } from './dateFields';
import type { NamingField } from './NamingField';
import { numberFields } from './numberFields';
import { textFields } from './textFields';

const fields = new Map<string, NamingField>(
  [...dateFields, ...textFields, ...numberFields].map((field) => [field.name, field]),
);

/** Every field of the template language that is not the person's own, in the order of the options page. */
export const allFields = (): readonly NamingField[] => [...fields.values()];

const customField = (
  name: string,
  value: (own: Readonly<Record<string, string>>) => string | undefined,
): NamingField => ({
  type: 'text',
  weight: 'soft',
  group: 'own',
  name,
  read: ({ customFields }) => value(customFields),
});

const has = (own: Readonly<Record<string, string>>, key: string): boolean => Object.hasOwn(own, key);

/**
 * Finds the field of a name: ours, `my.<name>` for one of the person's, or the person's own name where it does not clash with ours.
 * @param own the person's fields; those named in `own` are known
 * @param override the person's fields win over ours, as in f2's format_file_name
 */
export const fieldNamed = (
  name: string,
  own: Readonly<Record<string, string>>,
  override = false,
): NamingField | undefined => {
  const ours = fields.get(name);
  if (ours && !(override && has(own, name))) return ours;
  if (has(own, name)) return customField(name, (values) => (has(values, name) ? values[name] : undefined));
  const short = name.startsWith('my.') ? name.slice(3) : '';
  return short !== '' && has(own, short)
    ? customField(name, (values) => (has(values, short) ? values[short] : undefined))
    : undefined;
};
