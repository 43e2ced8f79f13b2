import { useId } from 'preact/hooks';
import { Chips } from '@/components/common/Chips';
import { peopleOrders } from '@/lib/model/job';
import type { SourceTraits } from '@/lib/model/source';
import { formatNumber } from '@/lib/ui/format/format';
import { t } from '@/lib/ui/format/i18n';
import type { JobForm, JobFormProblem } from '@/lib/ui/forms/jobForm';
import { MOST_MINUTES, type PeopleForm } from '@/lib/ui/forms/peopleForm';

interface Props {
  readonly form: JobForm;
  readonly wrong: JobFormProblem | undefined;
  /** Of pasted people there is no list to save. */
  readonly which: SourceTraits['shape'];
  readonly onChange: (form: JobForm) => void;
}

/** What is wanted of many people: their posts or the list alone, in which order, and whom to leave out. */
export const PeopleFields = ({ form, wrong, which, onChange }: Props) => {
  const [order, since, pause] = [useId(), useId(), useId()];
  const { people } = form;
  const change = (more: Partial<PeopleForm>): void => onChange({ ...form, people: { ...people, ...more } });
  return (
    <div class="job-form__fields">
      {which === 'people' && (
        <Chips
          label={t('people_what')}
          value={people.save}
          options={(['posts', 'list'] as const).map((value) => ({ value, label: t(`people_${value}`) }))}
          onChange={(save) => change({ save })}
        />
      )}
      {(which === 'pasted' || people.save === 'posts') && (
        <>
          <div class="job-form__limit">
            <label for={order}>{t('people_order')}</label>
            <select
              id={order}
              value={people.order}
              onChange={(event) => {
                const found = peopleOrders.find((one) => one === event.currentTarget.value);
                if (found) change({ order: found });
              }}
            >
              {peopleOrders.map((value) => (
                <option key={value} value={value}>
                  {t(`people_order_${value}`)}
                </option>
              ))}
            </select>
          </div>
          <div class="job-form__limit">
            <label for={since}>{t('people_since')}</label>
            <input
              id={since}
              type="date"
              value={people.since}
              onInput={(event) => change({ since: event.currentTarget.value })}
            />
          </div>
          <div class="job-form__limit">
            <label for={pause}>{t('people_pause')}</label>
            <input
              id={pause}
              inputMode="numeric"
              autocomplete="off"
              maxLength={4}
              value={people.pause}
              aria-invalid={wrong === 'pause' ? 'true' : undefined}
              onInput={(event) => change({ pause: event.currentTarget.value.trim() })}
            />
          </div>
          {wrong === 'pause' && (
            <p class="job-form__wrong" role="alert">
              {t('people_pause_wrong', formatNumber(MOST_MINUTES))}
            </p>
          )}
        </>
      )}
    </div>
  );
};
