import { ClipboardCopy } from 'lucide';
import { useState } from 'preact/hooks';
import { Button } from '@/components/common/Button';
import { RoutesTable } from '@/components/options/RoutesTable';
import type { SettingRow } from '@/components/options/SettingRow';
import type { Diagnostics } from '@/lib/ports/Diagnostics';
import { formatNumber } from '@/lib/ui/format/format';
import { t } from '@/lib/ui/format/i18n';
import type { OptionsModel } from '@/lib/ui/options/createOptionsModel';

interface Props {
  readonly model: OptionsModel;
}

/** Copies the report; shows it for copying by hand where the browser refuses. */
const CopyReport = ({ model }: Props) => {
  const [copied, setCopied] = useState(false);
  const [report, setReport] = useState<string>();
  const copy = async (): Promise<void> => {
    const refused = await model.copyReport();
    setCopied(refused === undefined);
    setReport(refused);
  };
  return (
    <>
      <span class="copy">
        <Button icon={ClipboardCopy} disabled={!model.diagnostics.value} onClick={() => void copy()}>
          {t('diagnostics_copy')}
        </Button>
        <span role="status">{copied && t('diagnostics_copied')}</span>
      </span>
      {report !== undefined && (
        <textarea
          class="report"
          aria-label={t('diagnostics_report')}
          readOnly
          rows={10}
          value={report}
          onFocus={(event) => event.currentTarget.select()}
        />
      )}
    </>
  );
};

const sum = (counts: Readonly<Record<string, number | undefined>>, names: readonly string[]): number =>
  names.reduce((total, name) => total + (counts[name] ?? 0), 0);

const Figures = ({ facts: { jobs, tasks, kept } }: { readonly facts: Diagnostics }) => {
  const figures = [
    ['diagnostics_jobs_open', sum(jobs, ['listing', 'draining', 'waiting', 'paused'])],
    ['diagnostics_files_open', sum(tasks, ['planned', 'fetching', 'saving'])],
    ['diagnostics_files_failed', sum(tasks, ['failed'])],
    ['diagnostics_files_kept', kept.files],
    ['diagnostics_posts_kept', kept.posts],
  ] as const;
  return (
    <dl class="facts">
      {figures.map(([key, value]) => (
        <div key={key}>
          <dt>{t(key)}</dt>
          <dd class="figures">{formatNumber(value)}</dd>
        </div>
      ))}
    </dl>
  );
};

/** How TokShelf fares with TikTok, and a report of it to hand on. */
export const diagnosticsRows = (model: OptionsModel): readonly SettingRow[] => {
  const facts = model.diagnostics.value;
  return [
    {
      id: 'routes',
      label: t('diagnostics_routes'),
      help: t('diagnostics_routes_help'),
      kind: 'group',
      wide: true,
      control: () => facts && <RoutesTable routes={facts.routes} now={model.now()} />,
    },
    {
      id: 'queue',
      label: t('diagnostics_queue'),
      help: t('diagnostics_queue_help'),
      kind: 'group',
      wide: true,
      control: () => facts && <Figures facts={facts} />,
    },
    {
      id: 'report',
      label: t('diagnostics_report'),
      help: t('diagnostics_report_help'),
      kind: 'group',
      wide: true,
      control: () => <CopyReport model={model} />,
    },
  ];
};
