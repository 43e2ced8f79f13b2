import { DEFAULT_DATE, readDateFormat } from './formatDate';
import type { DateField } from './NamingField';

const posted = (name: string, format: string): DateField => ({
  type: 'date',
  group: 'time',
  name,
  format: readDateFormat(format) ?? [],
  read: ({ post }) => post.createdAt,
});

/** Fields that are moments: when the post was published, and when it is saved. All in the person's time zone. */
export const dateFields: readonly DateField[] = [
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
