import { err, ok, type Result } from '@/lib/base/result';
import type { JobOptions } from '@/lib/model/job';
import type { MediaKind } from '@/lib/model/media';
import { emptyPeopleForm, type PeopleForm, toPeopleOptions } from './peopleForm';

/** What the person narrowed a list by, as the fields hold it. */
export interface JobForm {
  /** Of lists of people and of pasted people alone. */
  readonly people: PeopleForm;
  /** Digits, or empty for all. */
  readonly limit: string;
  readonly range: 'all' | 'week' | 'month' | 'custom';
  /** `YYYY-MM-DD` or empty. */
  readonly from: string;
  readonly to: string;
  readonly kind: 'all' | 'video' | 'photos';
  /** Digits, or empty for any number. */
  readonly minLikes: string;
  readonly minPlays: string;
  /** Absent = as the settings say. */
  readonly files?: readonly MediaKind[];
}

export const emptyJobForm: JobForm = {
  people: emptyPeopleForm,
  limit: '',
  range: 'all',
  from: '',
  to: '',
  kind: 'all',
  minLikes: '',
  minPlays: '',
};

/** The largest number that the field for posts takes: six digits. */
export const MAX_POSTS = 999_999;

/** Posts of a list without an end, where nobody says how many. */
export const ENDLESS_COUNT = 100;

/** Which field is wrong. */
export type JobFormProblem = 'limit' | 'range' | 'least' | 'files' | 'pause';

// No post is older: the app opened in September 2016.
const FIRST_DAY = '2016-09-01';

/** The local calendar day of a time, as `YYYY-MM-DD`. */
export const dayOf = (time: number): string => {
  const date = new Date(time);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
};

/** Today and the `count - 1` days before it. Counts in calendar days, since a day has 23 or 25 hours twice a year. */
const lastDays = (now: number, count: number): string => {
  const first = new Date(now);
  first.setDate(first.getDate() - (count - 1));
  return `${dayOf(first.getTime())}|${dayOf(now)}`;
};

const intervalOf = (form: JobForm, now: number): Result<string | undefined, JobFormProblem> => {
  if (form.range === 'week') return ok(lastDays(now, 7));
  if (form.range === 'month') return ok(lastDays(now, 30));
  if (form.range === 'all' || (!form.from && !form.to)) return ok(undefined);
  const from = form.from || FIRST_DAY;
  const to = form.to || dayOf(now);
  return from > to ? err('range') : ok(`${from}|${to}`);
};

/**
 * The options of a job that the form stands for; `now` in ms. A list without an end gets {@link ENDLESS_COUNT} where no number is
 * given. An error names the field that is wrong.
 */
export const toJobOptions = (form: JobForm, now: number, endless = false): Result<JobOptions, JobFormProblem> => {
  const limit = form.limit.trim();
  if (!/^\d{0,6}$/.test(limit)) return err('limit');
  const maxCount = Number(limit) || (endless ? ENDLESS_COUNT : 0);
  const interval = intervalOf(form, now);
  if (!interval.ok) return interval;
  // Twelve digits: more than people on earth, less than a number holds.
  if (![form.minLikes, form.minPlays].every((least) => /^\d{0,12}$/.test(least.trim()))) return err('least');
  const [minLikes, minPlays] = [Number(form.minLikes), Number(form.minPlays)];
  if (form.files?.length === 0) return err('files');
  return ok({
    ...(maxCount > 0 ? { maxCount } : {}),
    ...(interval.value === undefined ? {} : { interval: interval.value }),
    ...(form.kind === 'all' ? {} : { postKind: form.kind }),
    ...(minLikes > 0 ? { minLikes } : {}),
    ...(minPlays > 0 ? { minPlays } : {}),
    ...(form.files ? { files: [...form.files] } : {}),
  });
};

/** True when the form asks for less than the whole list in the usual kinds of file. */
export const isNarrowed = (form: JobForm): boolean =>
  form.range !== 'all' ||
  form.kind !== 'all' ||
  form.minLikes !== '' ||
  form.minPlays !== '' ||
  form.files !== undefined;

/** The options of a job over many people that the form stands for: of the list alone nothing else can be wanted. */
export const toManyOptions = (form: JobForm, now: number): Result<JobOptions, JobFormProblem> => {
  const people = toPeopleOptions(form.people);
  if (!people.ok) return people;
  const each = people.value.posts ? toJobOptions(form, now) : ok({});
  return each.ok ? ok({ ...each.value, people: people.value }) : each;
};
