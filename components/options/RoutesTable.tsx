import { errorCodes } from '@/lib/base/failure';
import type { WayName, WayRecord } from '@/lib/ports/Way';
import { formatAgo } from '@/lib/ui/format/format';
import { t } from '@/lib/ui/format/i18n';
import { errorWords } from '@/lib/ui/words/errorWords';

interface Props {
  readonly ways: readonly WayRecord[];
  /** ms */
  readonly now: number;
}

const wayWords: Record<WayName, () => string> = {
  page: () => t('diagnostics_way_page'),
  'work-tab': () => t('diagnostics_way_work_tab'),
  worker: () => t('diagnostics_way_worker'),
};

const refusalWords = (code: string | undefined): string | undefined => {
  const known = errorCodes.find((one) => one === code);
  return known && errorWords(known).what;
};

/** How each of the site's endpoints fares by each way. */
export const WaysTable = ({ ways, now }: Props) => {
  if (ways.length === 0) return <p class="muted">{t('diagnostics_ways_none')}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: an area that scrolls must be reachable by keyboard
    <section class="ways" aria-label={t('diagnostics_ways')} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('diagnostics_endpoint')}</th>
            <th scope="col">{t('diagnostics_way')}</th>
            <th scope="col">{t('diagnostics_success')}</th>
            <th scope="col">{t('diagnostics_refusal')}</th>
          </tr>
        </thead>
        <tbody>
          {ways.map(({ endpoint, way, lastSuccess, lastRefusal, refusalCode }) => (
            <tr key={`${endpoint} ${way}`}>
              <th scope="row">
                <code>{endpoint}</code>
              </th>
              <td>{wayWords[way]()}</td>
              <td>{lastSuccess === undefined ? '–' : formatAgo(lastSuccess, now)}</td>
              <td title={refusalWords(refusalCode)}>
                {lastRefusal === undefined ? '–' : formatAgo(lastRefusal, now)}
                {lastRefusal !== undefined && refusalCode && <code class="ways__code">{refusalCode}</code>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};
