import type { Post } from '@/lib/model/post';
import { DEFAULT_DATE, readDateFormat } from '@/lib/naming/fields/formatDate';
import type { DateField, FieldGroup, NamingField, NumberField } from '@/lib/naming/fields/NamingField';
import { textFields } from '@/lib/naming/fields/textFields';

const number = (group: FieldGroup, name: string, read: NumberField['read']): NumberField => ({
  type: 'number',
  group,
  name,
  read,
});

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The largest encoding of the video, else the first picture. */
const sizeOf = (post: Post): Size | undefined => {
  let best: Size | undefined;
  for (const asset of post.assets) {
    if (asset.kind === 'image') best ??= asset;
    if (asset.kind !== 'video') continue;
    for (const gear of asset.gears) if (!best || gear.width * gear.height > best.width * best.height) best = gear;
  }
  return best && best.width > 0 && best.height > 0 ? best : undefined;
};

const secondsOf = (post: Post): number | undefined => {
  for (const asset of post.assets)
    if (asset.kind === 'video' && asset.durationSeconds > 0) return asset.durationSeconds;
  return undefined;
};

/** Fields that are counts; `{name:4}` pads them with zeros. Fractions are dropped; what is not known is empty. */
const numberFields: readonly NumberField[] = [
  number('list', 'position', ({ position }) => position),
  number('file', 'files', ({ fileCount }) => fileCount),
  number('file', 'width', ({ post }) => sizeOf(post)?.width),
  number('file', 'height', ({ post }) => sizeOf(post)?.height),
  number('file', 'duration', ({ post }) => secondsOf(post)),
  number('counts', 'likes', ({ post }) => post.stats.likes),
  number('counts', 'plays', ({ post }) => post.stats.plays),
  number('counts', 'comments', ({ post }) => post.stats.comments),
  number('counts', 'shares', ({ post }) => post.stats.shares),
  number('counts', 'favourites', ({ post }) => post.stats.favourites),
  number('counts', 'reposts', ({ post }) => post.stats.reposts),
];

const posted = (name: string, format: string): DateField => ({
  type: 'date',
  group: 'time',
  name,
  format: readDateFormat(format) ?? [],
  read: ({ post }) => post.createdAt,
});

/** Fields that are moments: when the post was published, and when it is saved. All in the person's time zone. */
const dateFields: readonly DateField[] = [
  posted('create', DEFAULT_DATE),
  posted('date', 'YYYY-MM-DD'),
  posted('time', 'HH-mm-ss'),
  posted('year', 'YYYY'),
  posted('month', 'MM'),
  posted('day', 'DD'),
  posted('hour', 'HH'),
  posted('minute', 'mm'),
  posted('second', 'ss'),
  { type: 'date', group: 'time', name: 'saved', format: readDateFormat('YYYY-MM-DD') ?? [], read: ({ now }) => now },
];

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
