import { ChevronDown } from 'lucide';
import { useId } from 'preact/hooks';
import { CheckChips } from '@/components/common/CheckChips';
import { Chips } from '@/components/common/Chips';
import { Icon } from '@/components/common/Icon';
import { type MediaKind, postFileKinds } from '@/lib/model/media';
import { formatCompact, formatNumber } from '@/lib/ui/format/format';
import { t } from '@/lib/ui/format/i18n';
import { ENDLESS_COUNT, isNarrowed, type JobForm, type JobFormProblem, MAX_POSTS } from '@/lib/ui/forms/jobForm';
import { kindWord } from '@/lib/ui/words/sourceWords';

interface Props {
  readonly form: JobForm;
  readonly wrong: JobFormProblem | undefined;
  readonly usualFiles: readonly MediaKind[];
  /** The number is of each of many people. */
  readonly each?: boolean;
  /** The list has no end: a number of posts is what is asked for. */
  readonly endless?: boolean;
  readonly onChange: (form: JobForm) => void;
}

const summary = (form: JobForm): string => {
  const parts = [
    form.range === 'all' ? [] : [t(`popup_range_${form.range}`)],
    form.kind === 'all' ? [] : [t(`popup_kind_${form.kind}`)],
    /^\d+$/.test(form.minLikes) ? [t('popup_least_likes_summary', formatCompact(Number(form.minLikes)))] : [],
    /^\d+$/.test(form.minPlays) ? [t('popup_least_plays_summary', formatCompact(Number(form.minPlays)))] : [],
    form.files ? form.files.map(kindWord) : [],
  ].flat();
  return parts.length > 0 && isNarrowed(form) ? parts.join(' · ') : t('popup_more_default');
};

const DateRange = ({ form, wrong, onChange }: Pick<Props, 'form' | 'wrong' | 'onChange'>) => {
  const problem = useId();
  const describe = wrong === 'range' ? problem : undefined;
  const field = (name: 'from' | 'to') => (
    <label>
      {t(`popup_${name}`)}
      <input
        type="date"
        value={form[name]}
        aria-invalid={wrong === 'range' ? 'true' : undefined}
        aria-describedby={describe}
        onInput={(event) => onChange({ ...form, [name]: event.currentTarget.value })}
      />
    </label>
  );
  return (
    <div class="job-form__dates">
      {field('from')}
      {field('to')}
      {wrong === 'range' && (
        <p id={problem} class="job-form__wrong" role="alert">
          {t('popup_range_wrong')}
        </p>
      )}
    </div>
  );
};

const LeastNumbers = ({ form, wrong, onChange }: Pick<Props, 'form' | 'wrong' | 'onChange'>) => {
  const problem = useId();
  const field = (name: 'minLikes' | 'minPlays', label: string) => (
    <label>
      {label}
      <input
        inputMode="numeric"
        autocomplete="off"
        maxLength={12}
        value={form[name]}
        aria-invalid={wrong === 'least' && !/^\d*$/.test(form[name]) ? 'true' : undefined}
        aria-describedby={wrong === 'least' ? problem : undefined}
        onInput={(event) => onChange({ ...form, [name]: event.currentTarget.value.trim() })}
      />
    </label>
  );
  return (
    <div class="job-form__dates">
      {field('minLikes', t('popup_least_likes'))}
      {field('minPlays', t('popup_least_plays'))}
      {wrong === 'least' && (
        <p id={problem} class="job-form__wrong" role="alert">
          {t('popup_least_wrong')}
        </p>
      )}
    </div>
  );
};

/** How much of a list to save: number, dates, kind of post, kinds of file. */
export const JobFormFields = ({ form, wrong, usualFiles, each, endless = false, onChange }: Props) => {
  const limitId = useId();
  return (
    <div class="job-form__fields">
      <div class="job-form__limit">
        <label for={limitId}>{t(each ? 'people_limit' : 'popup_limit')}</label>
        <input
          id={limitId}
          inputMode="numeric"
          autocomplete="off"
          maxLength={6}
          placeholder={endless ? formatNumber(ENDLESS_COUNT) : t('popup_limit_all')}
          title={t('popup_limit_label')}
          value={form.limit}
          aria-invalid={wrong === 'limit' ? 'true' : undefined}
          onInput={(event) => onChange({ ...form, limit: event.currentTarget.value.trim() })}
        />
      </div>
      {wrong === 'limit' && (
        <p class="job-form__wrong" role="alert">
          {t('popup_limit_wrong', formatNumber(MAX_POSTS))}
        </p>
      )}
      <details class="job-form__more">
        <summary>
          <Icon icon={ChevronDown} size={16} class="job-form__chevron" />
          <span>{t('popup_more')}</span>
          <span class="muted cut">{summary(form)}</span>
        </summary>
        <div class="job-form__group">
          <span class="job-form__label">{t('popup_range')}</span>
          <Chips
            label={t('popup_range')}
            value={form.range}
            options={(['all', 'week', 'month', 'custom'] as const).map((value) => ({
              value,
              label: t(`popup_range_${value}`),
            }))}
            onChange={(range) => onChange({ ...form, range })}
          />
          {form.range === 'custom' && <DateRange form={form} wrong={wrong} onChange={onChange} />}
        </div>
        <div class="job-form__group">
          <span class="job-form__label">{t('popup_kind')}</span>
          <Chips
            label={t('popup_kind')}
            value={form.kind}
            options={(['all', 'video', 'photos'] as const).map((value) => ({ value, label: t(`popup_kind_${value}`) }))}
            onChange={(kind) => onChange({ ...form, kind })}
          />
        </div>
        <div class="job-form__group">
          <span class="job-form__label">{t('popup_least')}</span>
          <LeastNumbers form={form} wrong={wrong} onChange={onChange} />
        </div>
        <div class="job-form__group">
          <span class="job-form__label">{t('popup_files')}</span>
          <CheckChips
            label={t('popup_files')}
            values={form.files ?? usualFiles}
            options={postFileKinds.map((value) => ({ value, label: kindWord(value) }))}
            onChange={(files) => onChange({ ...form, files })}
          />
          {wrong === 'files' && (
            <p class="job-form__wrong" role="alert">
              {t('popup_files_none')}
            </p>
          )}
        </div>
      </details>
    </div>
  );
};
