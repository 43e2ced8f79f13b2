import type { MessageKey } from '@/lib/ports/Messages';
import { formatNumber } from '@/lib/ui/format/format';
import { t } from '@/lib/ui/format/i18n';

interface Props {
  /** Figures that are not known are left out. */
  readonly figures: readonly (readonly [MessageKey, number | undefined])[];
}

/** Figures side by side, each below its name. */
export const FiguresRow = ({ figures }: Props) => (
  <dl class="figures-row">
    {figures.map(
      ([key, value]) =>
        value !== undefined && (
          <div key={key}>
            <dt>{t(key)}</dt>
            <dd class="figures">{formatNumber(value)}</dd>
          </div>
        ),
    )}
  </dl>
);
