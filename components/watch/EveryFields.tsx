import './everyFields.css';
import type { WatchEvery } from '@/lib/model/watch/listWatch';
import { t } from '@/lib/ui/format/i18n';
import { everyChoices, everyWord } from '@/lib/ui/words/watchWords';

interface Props {
  /** Of the fields; unlike that of any other on the page. */
  readonly id: string;
  readonly every: WatchEvery;
  readonly onEvery: (every: WatchEvery) => void;
}

const two = (value: number): string => String(value).padStart(2, '0');
const textOf = (at: number | undefined): string =>
  at === undefined ? '' : `${two(Math.floor(at / 60))}:${two(at % 60)}`;

const minutesOf = (text: string): number | undefined => {
  const [, hours, minutes] = /^(\d\d):(\d\d)/.exec(text) ?? [];
  return hours === undefined || minutes === undefined ? undefined : Number(hours) * 60 + Number(minutes);
};

/** How often a list is looked at, and at what time of day where it is days. */
export const EveryFields = ({ id, every, onEvery }: Props) => {
  const { unit, count, at } = every;
  return (
    <div class="every">
      <label for={`${id}-gap`}>{t('watch_gap')}</label>
      <select
        id={`${id}-gap`}
        value={`${unit} ${count}`}
        onChange={(event) => {
          const chosen = everyChoices(every).find((one) => `${one.unit} ${one.count}` === event.currentTarget.value);
          if (chosen) onEvery(chosen.unit === 'days' && at !== undefined ? { ...chosen, at } : chosen);
        }}
      >
        {everyChoices(every).map((one) => (
          <option key={`${one.unit} ${one.count}`} value={`${one.unit} ${one.count}`}>
            {everyWord(one)}
          </option>
        ))}
      </select>
      {unit === 'days' && (
        <>
          <label for={`${id}-time`}>{t('watch_time')}</label>
          <input
            id={`${id}-time`}
            type="time"
            value={textOf(at)}
            onChange={(event) => {
              const minutes = minutesOf(event.currentTarget.value);
              onEvery(minutes === undefined ? { unit, count } : { unit, count, at: minutes });
            }}
          />
        </>
      )}
    </div>
  );
};
