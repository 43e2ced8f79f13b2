import './takenOver.css';
import { ArrowDownToLine } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { Button } from '@/components/common/Button';
import { IconButton } from '@/components/common/IconButton';
import { formatDate, formatNumber } from '@/lib/ui/format/format';
import { t } from '@/lib/ui/format/i18n';
import type { TakenPorts } from '@/lib/ui/takeover/createTakenPorts';
import { originWord } from '@/lib/ui/words/takeOverWords';

const STEP = 100;

type Row = Awaited<ReturnType<TakenPorts['newest']>>[number];

interface RowsProps {
  readonly rows: readonly Row[];
  readonly ports: TakenPorts;
  readonly onSaved: (row: Row) => void;
}

const Rows = ({ rows, ports, onSaved }: RowsProps) => (
  <table class="taken__table">
    <thead>
      <tr>
        <th scope="col">{t('library_taken_post')}</th>
        <th scope="col">{t('library_column_posted')}</th>
        <th scope="col">{t('take_what')}</th>
        <th scope="col">{t('library_taken_when')}</th>
        <th scope="col">
          <span class="visually-hidden">{t('library_column_actions')}</span>
        </th>
      </tr>
    </thead>
    <tbody>
      {rows.map((row) => (
        <tr key={row.postId}>
          <th scope="row">
            <button type="button" class="link" dir="ltr" onClick={() => void ports.open(row)}>
              {row.uniqueId ? `@${row.uniqueId}` : row.postId}
            </button>
          </th>
          <td>{row.postedAt > 0 ? formatDate(row.postedAt) : ''}</td>
          <td>{originWord(row.from)}</td>
          <td>{formatDate(row.at)}</td>
          <td>
            <IconButton
              icon={ArrowDownToLine}
              label={t('popup_save_post')}
              onClick={() => void ports.save(row).then((begun) => begun && onSaved(row))}
            />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);

interface ForgetProps {
  readonly count: number;
  readonly onForget: () => void;
}

/** Forgets at the second press. */
const Forget = ({ count, onForget }: ForgetProps) => {
  const [asking, setAsking] = useState(false);
  if (!asking)
    return (
      <Button size="small" look="quiet" onClick={() => setAsking(true)}>
        {t('library_taken_forget')}
      </Button>
    );
  return (
    <span class="taken__sure">
      {t('library_taken_sure', formatNumber(count))}
      <Button size="small" look="primary" onClick={onForget}>
        {t('library_forget_sure')}
      </Button>
      <Button size="small" look="quiet" onClick={() => setAsking(false)}>
        {t('action_cancel')}
      </Button>
    </span>
  );
};

interface Props {
  readonly ports: TakenPorts;
  readonly onError: (error: unknown) => void;
}

/** Posts that count as saved though no file of them is here; nothing where there are none. */
export const TakenOverView = ({ ports, onError }: Props) => {
  const [count, setCount] = useState(0);
  const [limit, setLimit] = useState(0);
  const [rows, setRows] = useState<readonly Row[]>([]);
  useEffect(() => void ports.count().then(setCount, onError), [ports, onError]);
  useEffect(() => {
    if (limit > 0) ports.newest(limit).then(setRows, onError);
  }, [ports, limit, onError]);
  if (count === 0) return null;
  const isOpen = limit > 0;
  const forget = async (): Promise<void> => {
    await ports.forget();
    setCount(await ports.count());
  };
  return (
    <section class="taken" aria-label={t('library_taken', formatNumber(count))}>
      <p class="taken__line">
        <span class="figures">{t('library_taken', formatNumber(count))}</span>
        <Button size="small" look="quiet" onClick={() => setLimit(isOpen ? 0 : STEP)}>
          {t(isOpen ? 'library_taken_hide' : 'library_taken_show')}
        </Button>
        {isOpen && <Forget count={count} onForget={() => void forget().catch(onError)} />}
      </p>
      {isOpen && (
        <div class="taken__rows">
          <Rows
            rows={rows}
            ports={ports}
            onSaved={(saved) => {
              setRows(rows.filter((row) => row !== saved));
              setCount(count - 1);
            }}
          />
          {rows.length < count && rows.length === limit && (
            <Button size="small" onClick={() => setLimit(limit + STEP)}>
              {t('library_tasks_more')}
            </Button>
          )}
        </div>
      )}
    </section>
  );
};
