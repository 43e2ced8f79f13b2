import { ClipboardCopy } from 'lucide';
import { useState } from 'preact/hooks';
import { Button } from '@/components/common/Button';
import { t } from '@/lib/ui/format/i18n';
import type { OptionsModel } from '@/lib/ui/options/createOptionsModel';

interface Props {
  readonly model: OptionsModel;
}

/** Copies the report; shows it for copying by hand where the browser refuses. */
export const CopyReport = ({ model }: Props) => {
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
