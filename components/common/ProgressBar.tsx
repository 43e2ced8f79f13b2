import './ProgressBar.css';
import { formatPercent } from '@/lib/ui/format/format';

interface Props {
  readonly label: string;
  /** 0 to 1; absent while the end is not known. */
  readonly share?: number | undefined;
  readonly look?: 'moving' | 'paused' | 'warn';
}

/** A progress bar with its value as text for those who do not see it. */
export const ProgressBar = ({ label, share, look = 'moving' }: Props) => {
  const unknown = share === undefined && look === 'moving';
  const percent = Math.round((share ?? 0) * 100);
  return (
    <div
      class={`progress progress--${look}${unknown ? ' progress--unknown' : ''}`}
      role="progressbar"
      aria-label={label}
      {...(share === undefined
        ? {}
        : {
            'aria-valuemin': 0,
            'aria-valuemax': 100,
            'aria-valuenow': percent,
            'aria-valuetext': formatPercent(share),
          })}
    >
      <div class="progress__fill" style={unknown ? undefined : { inlineSize: `${percent}%` }} />
    </div>
  );
};
