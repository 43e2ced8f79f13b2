import { err, ok, type Result } from '@/lib/base/result';
import type { JobOptions, PeopleOrder } from '@/lib/model/job';

/** What is wanted of many people, as the fields hold it. */
export interface PeopleForm {
  readonly save: 'posts' | 'list';
  readonly order: PeopleOrder;
  /** `YYYY-MM-DD` or empty. */
  readonly since: string;
  /** Minutes in digits, or empty for none. */
  readonly pause: string;
}

export const emptyPeopleForm: PeopleForm = { save: 'posts', order: 'list', since: '', pause: '' };

/** A day, in minutes. */
export const MOST_MINUTES = 1440;

/** The options that the form stands for; the error names the field that is wrong. A day begins at midnight, local time. */
export const toPeopleOptions = (form: PeopleForm): Result<NonNullable<JobOptions['people']>, 'pause'> => {
  if (form.save === 'list') return ok({ posts: false });
  const pause = form.pause.trim();
  if (!/^\d{0,4}$/.test(pause) || Number(pause) > MOST_MINUTES) return err('pause');
  const since = new Date(`${form.since}T00:00`).getTime();
  return ok({
    posts: true,
    ...(form.order === 'list' ? {} : { order: form.order }),
    ...(form.since === '' || Number.isNaN(since) ? {} : { doneSince: Math.max(0, since) }),
    ...(Number(pause) > 0 ? { pause: Number(pause) * 60 } : {}),
  });
};
