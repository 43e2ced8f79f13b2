import './jobFigures.css';
import type { Job } from '@/lib/model/job';
import { formatList, formatPercent } from '@/lib/ui/format/format';
import { t } from '@/lib/ui/format/i18n';
import { FiguresRow } from './FiguresRow';

interface Props {
  readonly job: Job;
  /** How much of all that is expected is through, 0 to 1; absent while nobody knows how long the list is. */
  readonly share: number | undefined;
}

const parts = ['saved', 'known', 'failed'] as const;

/** A list's job in numbers, and the same as a bar whose parts are what became of its files so far. */
export const JobFigures = ({ job: { counts, listing }, share: through }: Props) => {
  const files = { saved: counts.saved, known: counts.skipped, failed: counts.failed };
  const sum = files.saved + files.known + files.failed;
  // While the list is read, the files that it will come to are more than those that are planned.
  const all = through === undefined || through === 0 ? Math.max(counts.planned + counts.skipped, sum) : sum / through;
  const share = (name: (typeof parts)[number]): number => (all === 0 ? 0 : files[name] / all);
  const said = formatList(parts.map((name) => `${t(`library_count_${name}`)} ${formatPercent(share(name))}`));
  return (
    <>
      <FiguresRow
        figures={[
          ['library_count_listed', listing.listed],
          ['library_count_saved', files.saved],
          ['library_count_known', files.known],
          ['library_count_failed', files.failed],
        ]}
      />
      {all > 0 && (
        <div class="job-bar" role="img" aria-label={said}>
          {parts.map((name) => (
            <span key={name} class={`job-bar__${name}`} style={{ inlineSize: `${share(name) * 100}%` }} />
          ))}
        </div>
      )}
    </>
  );
};
