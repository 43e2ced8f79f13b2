import { errorCodes } from '@/lib/base/errorPolicy';
import type { RouteName, RouteRecord } from '@/lib/ports/routes';
import { formatAgo } from '@/lib/ui/format/format';
import { t } from '@/lib/ui/format/i18n';
import { errorWords } from '@/lib/ui/words/errorWords';

interface Props {
  readonly routes: readonly RouteRecord[];
  /** ms */
  readonly now: number;
}

const routeWords: Record<RouteName, () => string> = {
  page: () => t('diagnostics_route_page'),
  'work-tab': () => t('diagnostics_route_work_tab'),
  worker: () => t('diagnostics_route_worker'),
};

const refusalWords = (code: string | undefined): string | undefined => {
  const known = errorCodes.find((one) => one === code);
  return known && errorWords(known).what;
};

/** How each of the site's endpoints fares by each route. */
export const RoutesTable = ({ routes, now }: Props) => {
  if (routes.length === 0) return <p class="muted">{t('diagnostics_routes_none')}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: an area that scrolls must be reachable by keyboard
    <section class="routes" aria-label={t('diagnostics_routes')} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('diagnostics_endpoint')}</th>
            <th scope="col">{t('diagnostics_route')}</th>
            <th scope="col">{t('diagnostics_success')}</th>
            <th scope="col">{t('diagnostics_refusal')}</th>
          </tr>
        </thead>
        <tbody>
          {routes.map(({ endpoint, route, lastSuccess, lastRefusal, refusalCode }) => (
            <tr key={`${endpoint} ${route}`}>
              <th scope="row">
                <code>{endpoint}</code>
              </th>
              <td>{routeWords[route]()}</td>
              <td>{lastSuccess === undefined ? '–' : formatAgo(lastSuccess, now)}</td>
              <td title={refusalWords(refusalCode)}>
                {lastRefusal === undefined ? '–' : formatAgo(lastRefusal, now)}
                {lastRefusal !== undefined && refusalCode && <code class="routes__code">{refusalCode}</code>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};
